import { collection } from '../store/collection.ts'

/** What became of the deletion of a service-linked role. */
export interface RoleDeletion {
  readonly account: string
  /** `task/aws-service-role/SERVICE/ROLE/…` */
  readonly id: string
  readonly roleArn: string
  /** What of the service still needs the role, by region; nothing when the role was deleted. */
  readonly usage: readonly { readonly region: string; readonly resources: readonly string[] }[]
}

export const roleDeletions = collection<RoleDeletion, [account: string, id: string]>('iam.role-deletion')
