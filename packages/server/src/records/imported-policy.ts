import { collection } from '../store/collection.ts'
import type { ManagedPolicy } from './managed-policy.ts'

/** AWS-managed policies that were read from a live account. They stand in place of those that come with Rolecall. */
export const importedPolicies = collection<ManagedPolicy, [arn: string]>('iam.imported-policy')
