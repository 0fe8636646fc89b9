import { GetPolicyCommand, GetPolicyVersionCommand, type IAMClient } from '@aws-sdk/client-iam'
import type { Lookup } from '../snapshot/lookup.ts'
import type { PolicyRecord } from '../snapshot/snapshot.ts'
import { ask } from './ask.ts'
import { decodeDocument } from './decode-document.ts'

/** Reads the version in force of a managed policy, the customer's own or AWS's. */
export async function readManagedPolicy(iam: IAMClient, arn: string): Promise<Lookup<PolicyRecord>> {
  const policy = await ask(iam.send(new GetPolicyCommand({ PolicyArn: arn })))
  if (policy.state !== 'found') return policy
  const VersionId = policy.item.Policy?.DefaultVersionId
  const version = await ask(iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId })))
  if (version.state !== 'found') return version
  const document = version.item.PolicyVersion?.Document
  return { state: 'found', item: { arn, document: decodeDocument(document) } }
}
