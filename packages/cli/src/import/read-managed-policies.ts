import {
  type EntityType,
  GetAccountAuthorizationDetailsCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  ListPoliciesCommand,
  type ManagedPolicyDetail,
  type Policy,
} from '@aws-sdk/client-iam'
import { Refusal } from '../refusal.ts'

/** Calls of `GetPolicyVersion` under way at once: IAM answers some twenty a second. */
const atOnce = 4

/** Says how far it is: so many of so many; how many there are is not known at first. */
export type Progress = (read: number, of?: number) => void

/**
 * All AWS-managed policies of an account, with their documents in plain JSON.
 *
 * `GetAccountAuthorizationDetails` is quick, and tells in many accounts only those in use; `ListPolicies` tells
 * which there are, and what is missing is read one by one.
 */
export async function readManagedPolicies(
  iam: IAMClient,
  progress: Progress,
): Promise<readonly ManagedPolicyDetail[]> {
  const details = new Map<string | undefined, ManagedPolicyDetail>()
  const Filter: EntityType[] = ['AWSManagedPolicy']
  const pagesOfDetails = pages((page) =>
    iam.send(new GetAccountAuthorizationDetailsCommand({ Filter, ...page })),
  )
  for await (const { Policies = [] } of pagesOfDetails) {
    for (const detail of Policies) {
      const versions = detail.PolicyVersionList?.map((one) => ({ ...one, Document: plain(one.Document) }))
      // What came without its document is read like what did not come.
      if (!versions?.some((one) => one.VersionId === detail.DefaultVersionId && one.Document)) continue
      details.set(detail.Arn, { ...detail, PolicyVersionList: versions })
    }
    progress(details.size)
  }
  const missing: Policy[] = []
  for await (const { Policies = [] } of pages((page) =>
    iam.send(new ListPoliciesCommand({ Scope: 'AWS', ...page })),
  )) {
    missing.push(...Policies.filter(({ Arn }) => !details.has(Arn)))
  }
  const all = details.size + missing.length
  const readSome = async () => {
    for (let policy = missing.pop(); policy; policy = missing.pop()) {
      details.set(policy.Arn, await withDocument(iam, policy))
      if (details.size % 100 === 0) progress(details.size, all)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, readSome))
  return [...details.values()].sort((one, other) => ((one.Arn ?? '') < (other.Arn ?? '') ? -1 : 1))
}

interface Page {
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

/** The SDK's paginators end without a word where an answer says that there is more, and not where. */
async function* pages<Answer extends Page>(
  ask: (page: { Marker?: string }) => Promise<Answer>,
): AsyncGenerator<Answer> {
  let Marker: string | undefined
  do {
    const answer: Answer = await ask(Marker === undefined ? {} : { Marker })
    yield answer
    if (answer.IsTruncated && (!answer.Marker || answer.Marker === Marker)) {
      throw new Refusal('IAM answered a page that says there is more, and not where it begins')
    }
    Marker = answer.IsTruncated ? answer.Marker : undefined
  } while (Marker !== undefined)
}

async function withDocument(iam: IAMClient, policy: Policy): Promise<ManagedPolicyDetail> {
  const { Arn: PolicyArn, DefaultVersionId: VersionId } = policy
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }))
  return { ...policy, PolicyVersionList: [{ ...PolicyVersion, Document: plain(PolicyVersion?.Document) }] }
}

/** IAM sends documents percent-encoded. */
function plain(document = ''): string {
  try {
    return decodeURIComponent(document)
  } catch {
    return document
  }
}
