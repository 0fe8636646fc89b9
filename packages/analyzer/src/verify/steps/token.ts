import { subjectOf } from '../../why/subject-of.ts'
import type { Progress, StepRow } from '../progress.ts'
import type { TokenRecord } from '../setup.ts'
import { symptoms } from '../symptoms.ts'
import type { Finding } from '../verification.ts'

/** Each claim that AWS reads, and what is wrong with it if something is. */
const claims: readonly ((token: TokenRecord, progress: Progress) => Finding | undefined)[] = [
  ({ issuer }, { issuer: known }) =>
    known && issuer !== known.url
      ? {
          kind: 'token-issuer',
          sentence: `the token is of issuer ${issuer}, and the cluster's is ${known.url}`,
          error: symptoms.noProvider(issuer),
          fix: `set --service-account-issuer of the API server to ${known.url}, or register ${issuer} with IAM`,
        }
      : undefined,
  ({ audiences, from }, { audience, commands, question }) =>
    audience !== undefined && !audiences.includes(audience)
      ? {
          kind: 'token-audience',
          sentence: `${from} is for ${audiences.join(', ') || 'nobody'}, and not for ${audience}`,
          error: symptoms.wrongAudience(),
          fix: `read the token that the webhook mounts, for ${audience}; one for a try: ${commands.createToken(question, audience)}`,
        }
      : undefined,
  ({ subject, from }, { commands, question }) =>
    subject !== subjectOf(question)
      ? {
          kind: 'token-subject',
          sentence: `${from} is of ${subject}, and not of ${subjectOf(question)}`,
          error: symptoms.notAuthorized(),
          fix: commands.setServiceAccount(question, 'deployment/NAME'),
        }
      : undefined,
  ({ expires, from }, { question: { at } }) =>
    at !== undefined && expires * 1000 <= at
      ? {
          kind: 'token-expired',
          sentence: `${from} expired at ${new Date(expires * 1000).toISOString()}; the kubelet renews the file, and a program has to read it again`,
          error: symptoms.expired(Math.floor(at / 1000), expires),
          fix: 'read the token file anew for each exchange, as the SDKs do, and look at the clock of the node',
        }
      : undefined,
]

/** The token reads, and says who, for whom, by whom and until when. */
export const token: StepRow = {
  name: 'token',
  needs: ['method', 'audience'],
  examine(progress) {
    const { token } = progress.setup
    if (token.state !== 'found')
      return {
        state: 'not-looked-at',
        because: token.state === 'unread' ? token.because : 'the cluster gives no token for it',
      }
    const [first, ...more] = claims.flatMap((claim) => claim(token.item, progress) ?? [])
    if (first) return { state: 'broken', findings: [first, ...more] }
    const { subject, audiences, expires } = token.item
    return {
      state: 'ok',
      sentence: `sub ${subject}, aud ${audiences.join(', ')}, until ${new Date(expires * 1000).toISOString()}`,
    }
  },
}
