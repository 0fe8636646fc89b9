export type Annotations = Readonly<Record<string, unknown>>

/**
 * The text of an annotation; empty is the same as absent. Whoever may write the object writes it, and a file need
 * not hold text at all.
 */
export function readAnnotation(annotations: Annotations, prefix: string, name: string): string | undefined {
  const key = `${prefix}/${name}`
  const value = Object.hasOwn(annotations, key) ? annotations[key] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}
