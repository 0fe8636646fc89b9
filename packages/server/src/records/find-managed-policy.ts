import { parseArn } from '@rolecall/core'
import type { Reader } from '../store/store.ts'
import { awsManagedPolicies } from './aws-managed-policies.data.ts'
import { isName } from './is-name.ts'
import { type ManagedPolicy, managedPolicies } from './managed-policy.ts'

/** The managed policy of an ARN, of AWS or of an account; `undefined` when there is none. */
export async function findManagedPolicy(reader: Reader, arn: string): Promise<ManagedPolicy | undefined> {
  const ofAws = awsManagedPolicies.get(arn)
  if (ofAws) return ofAws
  const parsed = parseArn(arn)
  const name = parsed?.resource.split('/').at(-1) ?? ''
  // Only what can be a key is looked up: the text is the caller's.
  if (parsed?.service !== 'iam' || !/^\d{12}$/.test(parsed.account) || !isName(name)) return undefined
  const policy = await reader.get(managedPolicies, [parsed.account, name.toLowerCase()])
  return policy?.arn === arn ? policy : undefined
}
