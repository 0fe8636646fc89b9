import { parseArn } from '@rolecall/core'
import { isName } from '../../../records/is-name.ts'
import type { ServiceContext } from '../../service-context.ts'
import { groupKind } from '../group/group-kind.ts'
import type { Identity } from '../identity/identity.ts'
import type { IdentityKind } from '../identity/identity-kind.ts'
import { roleKind } from '../role/role-kind.ts'
import { userKind } from '../user/user-kind.ts'
import { simulationFaults } from './simulation-faults.ts'

/** Whose policies are simulated. */
export interface PolicySource {
  readonly kind: IdentityKind
  readonly identity: Identity & { readonly groups?: readonly string[] }
}

const kinds: readonly IdentityKind[] = [groupKind, roleKind, userKind]

/**
 * The user, group or role of the caller's account with this ARN.
 *
 * @throws Fault InvalidInput for text that is no such ARN, NoSuchEntity when nobody has it.
 */
export async function policySource(arn: string, context: ServiceContext): Promise<PolicySource> {
  const parsed = parseArn(arn)
  const [word, ...path] = parsed?.resource.split('/') ?? []
  const name = path.at(-1) ?? ''
  const kind = kinds.find((one) => one.word === word)
  if (parsed?.service !== 'iam' || !kind || !isName(name)) throw simulationFaults.invalidEntity(arn)
  const identity = parsed.account === context.account ? await kind.read(name, context) : undefined
  if (identity?.arn !== arn) throw kind.faults.noSuchIdentity(name)
  return { kind, identity }
}
