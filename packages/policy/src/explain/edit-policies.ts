import { compilePolicy } from '../compile/compile-policy.ts'
import type { CompiledPolicy } from '../compile/compiled-policy.ts'
import { parsePolicy } from '../document/parse-policy.ts'
import type { PolicyKind } from '../document/policy-kinds.ts'
import type { Policies } from '../evaluate/request.ts'
import type { PrincipalBinding } from '../principal/compile-principal-entry.ts'
import { applyEdit } from './apply-edit.ts'
import type { Edit } from './change.ts'

/** The policies as they would be after an edit, read and compiled anew; `undefined` when that fails. */
export function editPolicies(policies: Policies, edit: Edit): Policies | undefined {
  const kind = edit.layer === 'resource' ? (policies.resource?.kind ?? 'resource') : edit.layer
  const change = (policy: CompiledPolicy) => (policy.label === edit.policy ? recompile(policy, edit) : policy)
  const list = (policies: readonly CompiledPolicy[]) => {
    if (edit.policy === undefined) return [...policies, fresh(kind, edit)]
    // Labels are the caller's; should two policies share one, only the first is edited.
    const at = policies.findIndex((policy) => policy.label === edit.policy)
    return policies.map((policy, index) => (index === at ? change(policy) : policy))
  }
  const levels = (levels: readonly (readonly CompiledPolicy[])[]) =>
    edit.policy === undefined ? levels.map(list) : levels.map((level) => level.map(change))
  try {
    switch (edit.layer) {
      case 'identity':
        return { ...policies, identity: list(policies.identity) }
      case 'session':
        return { ...policies, session: list(policies.session ?? []) }
      case 'boundary':
        return policies.boundary && { ...policies, boundary: change(policies.boundary) }
      case 'resource':
        return { ...policies, resource: policies.resource ? change(policies.resource) : fresh(kind, edit) }
      case 'scp':
        return { ...policies, scps: levels(policies.scps ?? [[]]) }
      default:
        return { ...policies, rcps: levels(policies.rcps ?? [[]]) }
    }
  } catch {
    return undefined
  }
}

function fresh(kind: PolicyKind, edit: Edit): CompiledPolicy {
  return compile('{"Version":"2012-10-17","Statement":[]}', kind, 'a new policy', {}, edit)
}

function recompile(policy: CompiledPolicy, edit: Edit): CompiledPolicy {
  return compile(policy.text, policy.kind, policy.label, policy.binding, edit)
}

function compile(
  text: string,
  kind: PolicyKind,
  label: string,
  binding: PrincipalBinding,
  edit: Edit,
): CompiledPolicy {
  const parsed = parsePolicy(applyEdit(text, edit), kind)
  if (!parsed.ok) throw new TypeError('the edit makes no policy')
  return compilePolicy(parsed.policy, label, binding)
}
