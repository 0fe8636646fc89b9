import type { ImdsRules } from './imds-rules.ts'

/** A pod on the node, as far as it decides. */
export interface PodOnNode {
  readonly namespace: string
  readonly name: string
  readonly isOnHostNetwork: boolean
}

export interface ExposedPod {
  readonly namespace: string
  readonly name: string
  readonly because: string
}

/**
 * The pods that can have the credentials of the node role although they are not the node: by the network of the host,
 * which no hop limit holds back, or because the rules let pods in. Namespaces of the system are expected to.
 */
export function exposedPods(
  pods: readonly PodOnNode[],
  rules: ImdsRules,
  expected: ReadonlySet<string>,
): ExposedPod[] {
  const open = openness(rules)
  return pods.flatMap(({ namespace, name, isOnHostNetwork }) => {
    if (expected.has(namespace)) return []
    const because = isOnHostNetwork ? 'it is on the network of the host, where no hop limit counts' : open
    return because === undefined ? [] : [{ namespace, name, because }]
  })
}

/** Why a pod of its own network gets in, if it does. */
function openness({ tokens, hopLimit, blocked }: ImdsRules): string | undefined {
  const isRoleBlocked = blocked.some((path) =>
    '/latest/meta-data/iam/'.startsWith(`${path.replace(/\/+$/, '')}/`),
  )
  if (isRoleBlocked) return undefined
  if (tokens === 'optional') return 'IMDSv1 is answered, and the role is not among the blocked paths'
  if (hopLimit > 1) return `the hop limit is ${hopLimit}, and the role is not among the blocked paths`
  return undefined
}
