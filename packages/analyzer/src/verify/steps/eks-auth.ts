import { find } from '../../snapshot/find.ts'
import type { Progress, StepRow } from '../progress.ts'
import type { Exchange } from '../setup.ts'
import { symptoms } from '../symptoms.ts'
import type { StepName } from '../verification.ts'

type Refused = Extract<Exchange, { readonly state: 'refused' }>
type Unread = Extract<Exchange, { readonly state: 'unread' }>

/** EKS Auth gives a session for the token of a pod: the call that the agent of its node makes for it. */
export const eksAuth: StepRow = {
  name: 'eks-auth',
  needs: ['association'],
  examine(progress) {
    const { exchange, token } = progress.setup
    const pod = token.state === 'found' ? token.item.pod : undefined
    switch (exchange.state) {
      case 'refused':
        // What STS says of the session is the next step's.
        return exchange.by === 'GetCallerIdentity'
          ? { state: 'ok', sentence: gave(pod), onward: { session: '' } }
          : refused(exchange, progress)
      case 'given':
        return { state: 'ok', sentence: gave(pod), onward: { session: exchange.arn } }
      case 'unread':
        return { state: 'not-looked-at', because: exchange.because, check: checkOf(exchange, progress) }
      default:
        return { state: 'not-looked-at', because: 'no role was to be assumed' }
    }
  },
}

function gave(pod: string | undefined): string {
  return `EKS Auth gives credentials for the token of pod/${pod}`
}

function refused(exchange: Refused, progress: Progress) {
  const { code } = exchange
  // The code is whatever the service says.
  const remedy = Object.hasOwn(remedies, code) ? remedies[code] : undefined
  const cause = progress.broken.find((name) => causes.has(name))
  const fix = cause ? `mend ${cause.replaceAll('-', ' ')} first, above` : remedy?.(progress)
  return {
    state: 'broken',
    findings: [
      {
        kind: 'eks-auth-refused',
        sentence: `EKS Auth refuses the token: ${code}`,
        error: symptoms.refused(exchange),
        ...(fix === undefined ? {} : { fix }),
      },
    ],
  } as const
}

/** Steps that EKS Auth refuses for; what is wrong in a pod it does not see. */
const causes: ReadonlySet<StepName> = new Set(['token', 'issuer', 'trust-policy', 'target-role'])

/** What can be behind a refusal where every step before holds. */
const remedies: Readonly<Record<string, (progress: Progress) => string>> = {
  AccessDeniedException: ({ commands }) =>
    `${commands.lookUpEvents('AssumeRole')}   # its errorMessage says which policy: one of the organization, or a change that has not settled`,
  ExpiredTokenException: () => 'set the clocks of the API server and of this machine',
  InvalidRequestException: () =>
    'make the session policy of the association shorter, or the names and tags that are packed with it',
  InvalidTokenException: ({ commands, question: { cluster } }) =>
    `see that EKS has the issuer and the keys of this very cluster: ${commands.readKeys()}; on a Rolecall server ${commands.registerCluster(cluster)}`,
  ResourceNotFoundException: ({ commands, question: { cluster } }) => commands.listAssociations(cluster),
}

/** How somebody can have EKS Auth asked who cannot here. */
function checkOf({ lacks }: Unread, progress: Progress): string | undefined {
  const { commands, question, setup, snapshot } = progress
  const { namespace, cluster } = question
  const pod = setup.token.state === 'found' ? setup.token.item.pod : undefined
  const found = find(snapshot, 'clusters', cluster)
  const arn = found.state === 'found' ? found.item.arn : `cluster ${cluster}`
  const checks = {
    pod: `start a pod of it and verify again; a process in place of one: ${commands.runAs(question)}`,
    permission: `verify with credentials that may eks-auth:AssumeRoleForPodIdentity on ${arn}, as the nodes may${pod === undefined ? '' : `; or ask in the pod: ${commands.whoAmI(namespace, pod)}`}`,
  }
  return lacks && checks[lacks]
}
