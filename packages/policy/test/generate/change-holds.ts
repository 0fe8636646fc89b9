import {
  applyEdit,
  type CompiledPolicy,
  compilePolicy,
  decide,
  type Edit,
  type Policies,
  parsePolicy,
  type Request,
} from '../../src/index.ts'

/** Carries edits out on the texts of the policies, as a person would, and says whether the answer turned round. */
export function changeHolds(request: Request, before: Policies, edits: readonly Edit[]): boolean {
  let policies = before
  for (const edit of edits) policies = carryOut(policies, edit)
  return decide(request, policies).allowed !== decide(request, before).allowed
}

const empty = '{"Version":"2012-10-17","Statement":[]}'

function carryOut(policies: Policies, edit: Edit): Policies {
  const kind = edit.layer === 'resource' ? (policies.resource?.kind ?? 'resource') : edit.layer
  const edited = (text: string, label: string): CompiledPolicy => {
    const parsed = parsePolicy(applyEdit(text, edit), kind)
    if (!parsed.ok) throw new Error(`the edit ${JSON.stringify(edit)} makes no policy`)
    return compilePolicy(parsed.policy, label)
  }
  const inList = (list: readonly CompiledPolicy[]) =>
    edit.policy === undefined
      ? [...list, edited(empty, 'new')]
      : list.map((policy) => (policy.label === edit.policy ? edited(policy.text, policy.label) : policy))
  const one = (policy: CompiledPolicy | undefined) =>
    policy ? edited(policy.text, policy.label) : edited(empty, 'new')
  switch (edit.layer) {
    case 'identity':
      return { ...policies, identity: inList(policies.identity) }
    case 'session':
      return { ...policies, session: inList(policies.session ?? []) }
    case 'boundary':
      return { ...policies, boundary: one(policies.boundary) }
    case 'resource':
      return { ...policies, resource: one(policies.resource) }
    case 'scp':
      return { ...policies, scps: (policies.scps ?? [[]]).map(inList) }
    default:
      return { ...policies, rcps: (policies.rcps ?? [[]]).map(inList) }
  }
}
