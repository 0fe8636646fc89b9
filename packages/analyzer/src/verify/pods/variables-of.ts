import type { Container } from './containers-of.ts'

/** What is set for a variable: its text, or that it is set to something that stands elsewhere. */
export type Value = { readonly text: string } | { readonly elsewhere: string }

/** The environment of a container as its pod says it. Of two entries of one name the last one counts. */
export function variablesOf(container: Container): ReadonlyMap<string, Value> {
  return new Map(
    (container.env ?? []).map(({ name, value, valueFrom }) => {
      const { secretKeyRef, configMapKeyRef } = valueFrom ?? {}
      const elsewhere = secretKeyRef
        ? `Secret ${secretKeyRef.name}`
        : configMapKeyRef
          ? `ConfigMap ${configMapKeyRef.name}`
          : 'the pod'
      return [name, valueFrom ? { elsewhere } : { text: value ?? '' }]
    }),
  )
}
