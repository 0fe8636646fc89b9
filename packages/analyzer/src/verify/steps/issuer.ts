import { issuer as link } from '../../why/links/issuer.ts'
import { linkStep } from '../link-step.ts'
import type { Progress, StepRow } from '../progress.ts'
import { symptoms } from '../symptoms.ts'
import type { Method } from '../verification.ts'

const whoTook: Readonly<Record<Method, string>> = { irsa: 'STS', 'pod-identity': 'EKS Auth' }

/** The issuer publishes the key that signed the token. */
export const issuer: StepRow = {
  name: 'issuer',
  needs: ['method'],
  examine(progress) {
    const { keys, exchange, token } = progress.setup
    const found = link.examine(progress)
    if (found.state !== 'ok') return linkStep(found, { kind: 'no-issuer' })
    const { onward } = found
    const { url } = onward!.issuer!
    const keyId = token.state === 'found' ? token.item.keyId : undefined
    const refused = exchange.state === 'refused' && /retrieve verification key/.test(exchange.message)
    const published = {
      kind: 'keys-not-published',
      error: symptoms.noVerificationKey(),
      fix: `publish ${url}/.well-known/openid-configuration, with "issuer" ${JSON.stringify(url)}, and the keys it names (${progress.commands.readKeys()}) where AWS reaches them within 5 seconds`,
    }
    // A server that was given the keys fetches none: then these, and not what the issuer publishes, are old.
    if (refused && (keys.state !== 'found' || keys.item.refusal === undefined)) {
      const sentence = `STS has no key of ${url} that the token is signed with: it could not read them, or those that were uploaded are older`
      const fix = `where the keys were uploaded to a Rolecall server: ${progress.commands.uploadKeys(progress.question.cluster)}; where they are fetched: ${published.fix}`
      return { state: 'broken', findings: [{ ...published, sentence, fix }], onward: onward! }
    }
    if (keys.state !== 'found') {
      const because = keys.state === 'unread' ? keys.because : `${url} publishes no keys`
      // Keys can be told to AWS in place of published, and what AWS reaches need not be reached from here.
      if (exchange.state === 'given') {
        const sentence = `${whoTook[progress.method!]} took the token, so it has the keys of ${url}`
        return { state: 'ok', sentence, onward: onward! }
      }
      return {
        state: 'not-looked-at',
        because,
        onward: onward!,
        ...('untrusted' in keys ? { check: trusting(progress) } : {}),
      }
    }
    const { keyIds, refusal } = keys.item
    if (refusal !== undefined) {
      const sentence = `the token does not verify with what ${url} publishes: ${refusal}`
      return { state: 'broken', findings: [{ ...published, sentence }], onward: onward! }
    }
    if (keyId === undefined) {
      return {
        state: 'not-looked-at',
        because: `${url} publishes ${keyIds.length} keys, and no token is known that one of them signed`,
        onward: onward!,
      }
    }
    return {
      state: 'ok',
      sentence: `${url} publishes the key of the token, ${keyId}`,
      onward: onward!,
    }
  },
}

/** How this machine comes to believe the issuer, and the server as well. */
function trusting({ commands, question }: Progress): string {
  return `NODE_EXTRA_CA_CERTS=FILE ${commands.verify(question)}, where FILE holds that authority; a Rolecall server believes it once told: ${commands.registerCluster(question.cluster)}`
}
