import { type CompiledSource, compileSource } from '../policies/compile-source.ts'
import type { PolicyHolder, Snapshot } from '../snapshot/snapshot.ts'
import { managedSource } from './managed-source.ts'

/** The identity policies of a role, user or group, named as the server names them. */
export function holderSources(holder: PolicyHolder, snapshot: Snapshot): CompiledSource[] {
  const inline = holder.inline.map(({ name, document }) =>
    compileSource({ label: `inline policy ${name} of ${holder.arn}`, kind: 'identity', document }, holder),
  )
  const attached = holder.attached.map((arn) => managedSource(arn, 'identity', snapshot))
  const unread = (holder.unread ?? []).map((because) => ({ unread: because }))
  return [...inline, ...attached, ...unread]
}
