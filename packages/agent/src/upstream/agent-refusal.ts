import type { ServiceError } from './read-error.ts'

interface Row {
  readonly code: RegExp
  readonly statuses: readonly number[]
  readonly words: RegExp
  readonly sentence: (clusterName: string, error: ServiceError) => string
}

const ownRefused = (_: string, { code, words }: ServiceError) =>
  `EKS Auth refuses the agent's own credentials: (${code}): ${words}`

/**
 * Refusals that are about no pod. Each has its code, its status and its words: AWS does not know the question for
 * changes, and whatever it says to that must not look like one of these.
 */
const rows: readonly Row[] = [
  {
    code: /^ResourceNotFoundException$/,
    statuses: [404],
    // Read from its start: what is said of an association names a cluster too.
    words: /^No cluster found\b/,
    sentence: (clusterName) => `EKS Auth knows no cluster ${clusterName}: look at --cluster-name`,
  },
  {
    code: /^AccessDenied(Exception)?$/,
    statuses: [400, 403],
    words: /^User: \S+ is not authorized to perform: eks-auth:AssumeRoleForPodIdentity\b/,
    sentence: () => `the agent's credentials may not eks-auth:AssumeRoleForPodIdentity on this cluster`,
  },
  {
    code: /^(UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature)/,
    statuses: [400, 401, 403],
    words: /^/,
    sentence: ownRefused,
  },
]

/**
 * Why EKS Auth serves no pod of this agent, or `undefined` for an error that does not say so. To a question for
 * credentials every 401 and 403 does, to one for changes only those that a row knows.
 */
export function agentRefusal(
  error: ServiceError,
  clusterName: string,
  question: 'credentials' | 'changes',
): string | undefined {
  const { code, fault, meaning, words } = error
  const row = rows.find(
    (one) => one.code.test(code) && one.statuses.includes(fault.shape.status) && one.words.test(words),
  )
  const sentence =
    row?.sentence ?? (question === 'credentials' && meaning === 'agent' ? ownRefused : undefined)
  return sentence?.(clusterName, error)
}
