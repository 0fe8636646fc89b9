import { issuerOf } from './issuer-of.ts'
import type { Path } from './path.ts'
import type { PodSubject } from './question.ts'
import { subjectOf } from './subject-of.ts'
import { weighTrust } from './weigh-trust.ts'

/** ARNs of the roles that were read and trust the ServiceAccount by its name, in the order of their ARNs. */
export function rolesTrusting({ snapshot, question, audience }: Path<PodSubject>): string[] {
  const issuer = issuerOf(snapshot, question.cluster)
  if (issuer.state !== 'found') return []
  const { partition, account, roles } = snapshot
  const providerArn = `arn:${partition}:iam::${account}:oidc-provider/${issuer.item.hostPath}`
  const token = { issuer: issuer.item, audience: audience ?? 'sts.amazonaws.com', providerArn }
  const subject = JSON.stringify(subjectOf(question))
  return (
    roles.items
      // Most roles do not name it at all, and reading text is much cheaper than compiling it.
      .filter(({ trust }) => trust.includes(subject))
      .filter((role) => weighTrust(role, token, question).outcome === 'allowed')
      .map(({ arn }) => arn)
      .sort()
  )
}
