import { parseArn } from '@rolecall/core'
import { find } from '../../snapshot/find.ts'
import { clientId } from '../../why/links/client-id.ts'
import { provider as link } from '../../why/links/provider.ts'
import { linkStep } from '../link-step.ts'
import type { Added, Progress, StepFound, StepRow } from '../progress.ts'
import { symptoms } from '../symptoms.ts'

/** IAM of the role's account knows the issuer, and the audience as one of its clients. */
export const provider: StepRow = {
  name: 'provider',
  needs: ['issuer', 'roleArn', 'audience'],
  examine(progress) {
    const { audience, commands, roleArn, snapshot, question, setup } = progress
    const { url } = progress.issuer!
    const found = link.examine(progress)
    const cluster = find(snapshot, 'clusters', question.cluster)
    const home = cluster.state === 'found' ? parseArn(cluster.item.arn)?.account : undefined
    const { account } = parseArn(roleArn!)!
    const foreign = home !== undefined && home !== account
    const { exchange } = setup
    const absent = {
      kind: foreign ? 'provider-in-other-account' : 'no-provider',
      error: symptoms.noProvider(url),
      fix: `${commands.createProvider(url, audience!)}${foreign ? `   # with credentials of account ${account}, the role's` : ''}`,
    }
    if (
      found.state === 'undecided' &&
      exchange.state === 'refused' &&
      /^No OpenIDConnect provider/.test(exchange.message)
    ) {
      const sentence = `account ${account}, the role's, has no OIDC provider for ${url}${foreign ? `; the cluster is in account ${home}, and each account needs its own` : ''}`
      return { state: 'broken', findings: [{ ...absent, sentence }], onward: found.onward ?? {} }
    }
    if (found.state === 'undecided' && exchange.state === 'given')
      return byWitness(
        `STS took the token, so account ${account} has an OIDC provider for ${url}`,
        found.onward,
      )
    if (found.state !== 'ok') return linkStep(found, absent)
    return clients({ ...progress, ...found.onward }, found.sentence)
  },
}

function clients(progress: Progress, sentence: string): StepFound {
  const { audience, commands, provider } = progress
  const found = clientId.examine(progress)
  const onward = { provider: provider!, ...found.onward }
  if (found.state === 'ok')
    return { state: 'ok', sentence: `${sentence}, with client id ${audience}`, onward }
  const { exchange } = progress.setup
  if (found.state === 'undecided' && exchange.state === 'given')
    return byWitness(`${sentence}, and STS took a token for ${audience}`, onward)
  const known = provider!.clientIds ?? []
  return linkStep(
    { ...found, onward },
    {
      kind: 'client-id',
      error: symptoms.wrongAudience(),
      // An audience of one's own that IAM has not heard of is the odd one out.
      fix:
        audience !== 'sts.amazonaws.com' && known.includes('sts.amazonaws.com')
          ? `${commands.annotate(progress.question, 'eks.amazonaws.com/audience-')} (and restart its pods), or ${commands.addClientId(provider!.arn, audience!)}`
          : commands.addClientId(provider!.arn, audience!),
    },
  )
}

/** What could not be read, and follows from what STS answered. */
function byWitness(sentence: string, onward: Added = {}): StepFound {
  return { state: 'ok', sentence, onward }
}
