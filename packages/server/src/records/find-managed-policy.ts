import { parseArn } from '@rolecall/core'
import type { Reader } from '../store/store.ts'
import { awsManagedPolicies } from './aws-managed-policies.ts'
import { isName } from './is-name.ts'
import { type ManagedPolicy, managedPolicies } from './managed-policy.ts'

/** The managed policy of an ARN, of AWS or of an account; `undefined` when there is none. */
export async function findManagedPolicy(reader: Reader, arn: string): Promise<ManagedPolicy | undefined> {
  const parsed = parseArn(arn)
  const name = parsed?.resource.split('/').at(-1) ?? ''
  // Only what can be a key is looked up: the text is the caller's.
  if (parsed?.service !== 'iam' || !isName(name)) return undefined
  if (parsed.account === 'aws') return awsManagedPolicies.find(reader, arn)
  if (!/^\d{12}$/.test(parsed.account)) return undefined
  const policy = await reader.get(managedPolicies, [parsed.account, name.toLowerCase()])
  return policy?.arn === arn ? policy : undefined
}
