import { parseArn } from '@rolecall/core'
import { nearestName } from '../../names/nearest-name.ts'
import { find } from '../../snapshot/find.ts'
import type { LinkRow } from '../path.ts'
import type { PodSubject } from '../question.ts'

/** IAM of the role's account knows the issuer. */
export const provider: LinkRow<PodSubject> = {
  name: 'provider',
  needs: ['issuer', 'roleArn'],
  examine({ snapshot, issuer, roleArn, audience = 'sts.amazonaws.com' }) {
    const { url, hostPath } = issuer!
    const { partition, account } = parseArn(roleArn!)!
    const start = `arn:${partition}:iam::${account}:oidc-provider/`
    const arn = start + hostPath
    const found = find(snapshot, 'providers', arn)
    if (found.state === 'found') {
      return {
        state: 'ok',
        sentence: `account ${account} has an OIDC provider for ${hostPath}`,
        evidence: [{ document: 'OIDC provider', text: arn }],
        onward: { provider: found.item },
      }
    }
    if (found.state === 'unread') {
      return {
        state: 'undecided',
        sentence: `whether account ${account} has an OIDC provider for ${hostPath} is not known: ${found.because}`,
        // Its ARN follows from its name, so the trust policy can be asked all the same.
        onward: { provider: { arn } },
      }
    }
    const others = snapshot.providers.items
      .filter((one) => one.arn.startsWith(start))
      .map((one) => one.arn.slice(start.length))
    const near = nearestName(hostPath, others)
    return {
      state: 'broken',
      sentence: `account ${account} has no OIDC provider for ${hostPath}${near ? `; ${near.name} ${near.how}` : ''}`,
      ...(near ? { evidence: [{ document: 'OIDC provider', text: start + near.name }] } : {}),
      fix: `create an OIDC provider in account ${account} for ${url} with client id ${audience}`,
      onward: { provider: { arn, clientIds: [audience] } },
    }
  },
}
