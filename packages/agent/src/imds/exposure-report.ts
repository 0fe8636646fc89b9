import type { AgentLog } from '../agent-log.ts'
import { exposedPods, type PodOnNode } from './exposed-pods.ts'
import type { ImdsRules } from './imds-rules.ts'

export interface ExposureReport {
  /** Told of all pods of the node, after each change. */
  look(pods: readonly PodOnNode[]): void
  /** How many are exposed now; `undefined` as long as nobody has said which pods the node has. */
  count(): number | undefined
}

/** Says once of each pod that it can have the credentials of the node role although it should not. */
export function exposureReport(
  rules: ImdsRules,
  /** Namespaces whose pods are meant to be on the network of the host. */
  expected: ReadonlySet<string>,
  log: AgentLog,
): ExposureReport {
  let told = new Set<string>()
  let count: number | undefined
  return {
    look(pods) {
      const found = exposedPods(pods, rules, expected)
      count = found.length
      const now = new Set<string>()
      for (const { namespace, name, because } of found) {
        const key = `${namespace}/${name}`
        now.add(key)
        if (!told.has(key))
          log.warn({ namespace, pod: name, because }, 'this pod can have the credentials of the node role')
      }
      told = now
    },
    count: () => count,
  }
}
