import { parseArn } from '@rolecall/core'
import type { ServiceContext } from '../../service-context.ts'
import { eksFaults } from '../faults.ts'
import { findTagged, type Tagged } from './find-tagged.ts'

/** What an ARN names in the caller's account and region. @throws Fault BadRequestException for text of another form, NotFoundException */
export async function tagged(arn: string, context: ServiceContext): Promise<Tagged> {
  if (parseArn(arn)?.service !== 'eks') throw eksFaults.badRequest(`Invalid ARN: ${arn}`)
  const found = await findTagged(arn, context)
  if (!found) throw eksFaults.noSuchTaggedResource(arn)
  return found
}
