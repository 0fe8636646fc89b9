import type { CompiledPolicy } from '@rolecall/policy'
import { findManagedPolicy } from '../records/find-managed-policy.ts'
import { groups } from '../records/group.ts'
import type { ManagedPolicy } from '../records/managed-policy.ts'
import type { Reader } from '../store/store.ts'
import { compiledPolicies } from './compiled-policies.ts'

/** What a group, a role and a user have in common: the policies that say what they may do. */
interface Holder {
  readonly arn: string
  readonly inline: Readonly<Record<string, string>>
  readonly attached: readonly string[]
}

/** A role or a user, who may have a boundary; users are in groups. */
interface Entity extends Holder {
  readonly account: string
  readonly boundary?: string | undefined
  readonly groups?: readonly string[]
}

/** The identity policies and the boundary of a role or user, compiled: their own and those of their groups. */
export async function identityPolicies(
  entity: Entity,
  reader: Reader,
): Promise<{ identity: readonly CompiledPolicy[]; boundary?: CompiledPolicy }> {
  const own = await heldPolicies(entity, reader)
  const ofGroups = await Promise.all((entity.groups ?? []).map((name) => groupPolicies(entity, name, reader)))
  const identity = ofGroups.length === 0 ? own : [...own, ...ofGroups.flat()]
  return entity.boundary === undefined
    ? { identity }
    : { identity, boundary: await managedPolicy(entity.boundary, 'boundary', reader) }
}

async function groupPolicies({ account, arn }: Entity, name: string, reader: Reader) {
  const group = await reader.get(groups, [account, name])
  if (!group) throw new Error(`${arn} is in group ${name}, which does not exist`)
  return heldPolicies(group, reader)
}

/** Inline and attached policies, compiled. */
async function heldPolicies(entity: Holder, reader: Reader): Promise<readonly CompiledPolicy[]> {
  const inline = compiledPolicies(entity, 'inline', () =>
    Object.entries(entity.inline).map(([name, document]) => ({
      label: `inline policy ${name} of ${entity.arn}`,
      document,
      kind: 'identity',
    })),
  )
  const attached = await Promise.all(entity.attached.map((arn) => managedPolicy(arn, 'identity', reader)))
  return attached.length === 0 ? inline : [...inline, ...attached]
}

/**
 * The default version of a managed policy, compiled for one use.
 *
 * @throws Error when it is gone although something still names it: the call fails rather than lose a denial.
 */
export async function managedPolicy(
  arn: string,
  kind: 'identity' | 'boundary' | 'session',
  reader: Reader,
): Promise<CompiledPolicy> {
  const policy = await findManagedPolicy(reader, arn)
  if (!policy) throw new Error(`managed policy ${arn} is attached and does not exist`)
  const [compiled] = compiledPolicies(policy, kind, () => [
    { label: arn, document: defaultDocument(policy), kind },
  ])
  return compiled as CompiledPolicy
}

function defaultDocument(policy: ManagedPolicy): string {
  const version = policy.versions.find(({ id }) => id === policy.defaultVersionId)
  if (!version) throw new Error(`managed policy ${policy.arn} has no version ${policy.defaultVersionId}`)
  return version.document
}
