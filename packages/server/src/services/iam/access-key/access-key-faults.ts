import { Fault } from '@rolecall/core'
import type { Caller } from '../../../callers/caller.ts'
import { iamFaults } from '../faults.ts'

/** Refusals about access keys, in AWS's words. */
export const accessKeyFaults = {
  noSuchKey: (id: string) => iamFaults.noSuchEntity(`The Access Key with id ${id} cannot be found.`),
  /** Who asks about a key of nobody, or of another account, learns nothing of it. */
  notOwn(id: string, { principal }: Caller): Fault {
    const who = 'arn' in principal ? principal.arn : principal.type
    return new Fault(
      { code: 'AccessDenied', status: 403, blame: 'client' },
      `User: ${who} is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key ${id}`,
    )
  },
}
