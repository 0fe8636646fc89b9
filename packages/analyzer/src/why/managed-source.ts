import { type CompiledSource, compileSource } from '../policies/compile-source.ts'
import { find } from '../snapshot/find.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'

/** A managed policy for one use. One that is named and does not exist is no policy that can be left out. */
export function managedSource(
  arn: string,
  kind: 'identity' | 'boundary',
  snapshot: Snapshot,
): CompiledSource {
  const found = find(snapshot, 'managedPolicies', arn)
  if (found.state === 'missing') return { unread: `policy ${arn} is attached and does not exist` }
  if (found.state === 'unread') return { unread: `policy ${arn} is not known: ${found.because}` }
  return compileSource({ label: arn, kind, document: found.item.document }, found.item)
}
