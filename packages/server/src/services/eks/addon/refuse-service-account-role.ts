import { parseArn } from '@rolecall/core'
import { eksFaults } from '../faults.ts'

/** A role of any account, for the annotation of the add-on's ServiceAccount. @throws Fault InvalidParameterException */
export function refuseServiceAccountRole(arn: string | undefined): void {
  if (arn === undefined) return
  const parsed = parseArn(arn)
  if (parsed?.service !== 'iam' || !parsed.resource.startsWith('role/'))
    throw eksFaults.invalidParameter(`Invalid Role Arn: '${arn}'`)
}
