/** Changes a value as RFC 7386 says: members are merged, `null` removes one, all else replaces. */
export function mergePatch<T>(value: T, patch: unknown): T {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch as T
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const merged: Record<string, unknown> = isObject ? { ...(value as object) } : {}
  for (const [name, member] of Object.entries(patch)) {
    if (member === null) delete merged[name]
    else merged[name] = mergePatch(merged[name], member)
  }
  return merged as T
}
