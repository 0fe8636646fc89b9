import type { AwsAccess } from '../../aws/aws-access.ts'
import { Refusal } from '../../refusal.ts'
import { sessionsOf } from '../association/sessions-of.ts'
import type { DissociateOptions } from '../dissociate-options.ts'
import type { Dissociation } from '../read-dissociation.ts'
import { usualRole } from '../role/usual-role.ts'
import { runAgain } from '../run-again.ts'
import type { PodsOfAccount } from './revocation.ts'

/** Whose sessions are to end. */
export interface WantedRevocation {
  readonly roleArn: string
  readonly roleName: string
  /** Absent: all sessions of the role. */
  readonly pods?: PodsOfAccount
}

/** @throws Refusal where it is not known which sessions are the pods', or they cannot be told from others */
export async function wantedRevocation(
  aws: AwsAccess,
  found: Dissociation,
  options: DissociateOptions,
): Promise<WantedRevocation> {
  const { namespace, serviceAccount, wholeRole } = options
  const sessions = found.association && sessionsOf(found.association)
  const roleArn = sessions?.roleArn ?? options.roleArn
  const account = `ServiceAccount ${namespace}/${serviceAccount}`
  if (roleArn === undefined) {
    const usual = await usualRole(aws, found, options)
    const flags = [...(wholeRole ? ['--whole-role'] : []), ...(options.deleteRole ? ['--delete-role'] : [])]
    const hint = usual
      ? `. A role made for it is there under its usual name; if they had that one, and no target role:\n  ${runAgain(options, '--revoke', '--role-arn', usual, ...flags)}`
      : ''
    throw new Refusal(
      `${account} has no Pod Identity association, so it is not known here which role its pods had; name it ` +
        `with --role-arn${hint}`,
    )
  }
  if (options.roleArn !== undefined && options.roleArn !== roleArn) {
    throw new Refusal(
      `the pods of ${account} have sessions of ${roleArn}, not of ${options.roleArn}; leave --role-arn out, ` +
        'and run again with it when the association is gone',
    )
  }
  if (sessions?.hasTags === false && !wholeRole) {
    throw new Refusal(
      `the association has session tags disabled, so nothing tells sessions of ${account} from others of ` +
        `${roleArn}; --whole-role ends them all, also those of other pods and of people`,
    )
  }
  return {
    roleArn,
    roleName: roleArn.slice(roleArn.lastIndexOf('/') + 1),
    ...(wholeRole ? {} : { pods: { clusterArn: found.clusterArn, namespace, serviceAccount } }),
  }
}
