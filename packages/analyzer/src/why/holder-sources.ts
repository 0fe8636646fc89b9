import { type CompiledSource, compileSource } from '../policies/compile-source.ts'
import type { PolicySource } from '../policies/policy-source.ts'
import { find } from '../snapshot/find.ts'
import type { PolicyHolder, Snapshot } from '../snapshot/snapshot.ts'

/** The identity policies of a role, user or group, named as the server names them. */
export function holderSources(holder: PolicyHolder, snapshot: Snapshot): CompiledSource[] {
  const inline = holder.inline.map(({ name, document }) =>
    compileSource({ label: `inline policy ${name} of ${holder.arn}`, kind: 'identity', document }, holder),
  )
  const attached = holder.attached.map((arn) => managedSource(arn, 'identity', snapshot))
  const unread = (holder.unread ?? []).map((because) => ({ unread: because }))
  return [...inline, ...attached, ...unread]
}

/** A managed policy for one use. One that is named and does not exist is no policy that can be left out. */
export function managedSource(
  arn: string,
  kind: 'identity' | 'boundary',
  snapshot: Snapshot,
): CompiledSource {
  const found = find(snapshot, 'managedPolicies', arn)
  if (found.state === 'missing') return { unread: `policy ${arn} is attached and does not exist` }
  if (found.state === 'unread') return { unread: `policy ${arn} is not known: ${found.because}` }
  const source: PolicySource = { label: arn, kind, document: found.item.document }
  return compileSource(source, found.item)
}
