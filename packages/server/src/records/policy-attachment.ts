import { collection } from '../store/collection.ts'
import type { EntityType } from './entities.ts'

export interface PolicyAttachment {
  readonly policyArn: string
  readonly entity: EntityType
  readonly name: string
  readonly use: 'permissions' | 'boundary'
}

/** Who a managed policy is attached to. The entity's own record says the same the other way round. */
export const policyAttachments = collection<
  PolicyAttachment,
  [account: string, policyArn: string, use: string, entity: string, lowerCaseName: string]
>('iam.policy-attachment')
