import { type CompiledPolicy, compilePolicy, parsePolicy } from '@rolecall/policy'
import type { PolicySource } from './policy-source.ts'

export type CompiledSource =
  | { readonly policy: CompiledPolicy; readonly unread?: undefined }
  | { readonly policy?: undefined; readonly unread: string }

/** Compiled once an owner: a snapshot that many questions are put to holds few policies for many pods. */
const compiled = new WeakMap<object, Map<string, CompiledSource>>()

/**
 * Compiles a policy, and remembers it with the record it stands in. One that cannot be parsed counts as one
 * that could not be read: nobody may say what it decides.
 */
export function compileSource(source: PolicySource, owner: object): CompiledSource {
  const of = compiled.get(owner) ?? new Map<string, CompiledSource>()
  compiled.set(owner, of)
  const key = `${source.kind} ${source.label}`
  const known = of.get(key)
  if (known) return known
  const made = compile(source)
  of.set(key, made)
  return made
}

function compile(source: PolicySource): CompiledSource {
  if ('unread' in source) return { unread: source.unread }
  const parsed = parsePolicy(source.document, source.kind)
  if (parsed.ok) return { policy: compilePolicy(parsed.policy, source.label) }
  const [finding] = parsed.findings
  return { unread: `${source.label} is no policy: line ${finding?.line}, ${finding?.message}` }
}
