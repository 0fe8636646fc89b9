import type { IdentitySources } from './wiring-of.ts'

/**
 * The same sources without the questions about single associations: who looks through a whole cluster would use up
 * what EKS lets be asked, and pods that are being created need it.
 */
export function withoutAsking(sources: IdentitySources): IdentitySources {
  const { associations } = sources
  return associations
    ? { ...sources, associations: { ...associations, ask: async () => undefined } }
    : sources
}
