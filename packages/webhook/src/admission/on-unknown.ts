/** What becomes of a pod that cannot be given its role: `--on-unknown`. */
export type OnUnknown = 'admit' | 'wait' | 'deny'

interface Refusals {
  /** Pods of a ServiceAccount that is not known: it may only be late. */
  readonly late: boolean
  /** What waiting does not mend: pods that cannot be read, and roles that are no roles. */
  readonly wrong: boolean
}

/**
 * What each refuses. `wait` refuses whom it waited for in vain, since controllers try again by themselves until the
 * pod gets its role, and nobody looks again at a pod that was let through without one.
 */
export const onUnknownRefusals: Readonly<Record<OnUnknown, Refusals>> = {
  admit: { late: false, wrong: false },
  wait: { late: true, wrong: false },
  deny: { late: true, wrong: true },
}
