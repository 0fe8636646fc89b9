import type { Source } from '../source.ts'

export interface Readiness {
  readonly sources: readonly Source[]
  readonly hasCertificate: () => boolean
  /** From the signal to stop on: whoever asks for readiness should send nothing more. */
  readonly stopping: () => boolean
}

/** What keeps the webhook from being ready; nothing when it is. */
export function unready({ sources, hasCertificate, stopping }: Readiness): readonly string[] {
  return [
    ...(stopping() ? ['it is about to stop'] : []),
    ...(hasCertificate() ? [] : ['there is no certificate yet']),
    ...sources.filter((source) => !source.synced()).map(({ name }) => `${name} was not read yet`),
  ]
}
