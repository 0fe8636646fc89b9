import type { AwsAccess } from '../aws/aws-access.ts'
import { explainFailure } from '../explain-failure.ts'
import { type Doors, perform } from '../plan/perform.ts'
import type { Step } from '../plan/step.ts'
import { writeStep } from '../plan/write-step.ts'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import { type DeletedAssociation, deleteAssociation } from './association/delete-association.ts'
import { sessionsOf } from './association/sessions-of.ts'
import { stillAssociated } from './association/still-associated.ts'
import type { DissociateOptions } from './dissociate-options.ts'
import type { DissociationPlan } from './dissociation-plan.ts'
import { interruptible } from './interruptible.ts'
import type { Dissociation } from './read-dissociation.ts'
import { endSessions } from './revocation/end-sessions.ts'
import { whatIsOpen } from './revocation/what-is-open.ts'
import { planRoleDeletion } from './role/plan-role-deletion.ts'
import { runAgain } from './run-again.ts'

export interface CarriedOut {
  readonly steps: readonly Step[]
  readonly deleted?: DeletedAssociation
  /** Sessions from before it are denied, in milliseconds since the epoch. */
  readonly before?: number
  /** Credentials that were given may still be used. */
  readonly isLeft: boolean
  /** The role whose sessions they are is deleted, and they with it. */
  readonly endedWithRole: boolean
}

/** On AWS, what is deleted or written takes some seconds to count everywhere; on a server of one's own none. */
const awsSettlesMs = 15_000

/**
 * Does what is planned, and tells each step when it is done.
 *
 * @throws Refusal that says how to go on, also after a signal
 */
export async function carryOut(
  aws: AwsAccess,
  found: Dissociation,
  options: DissociateOptions,
  plan: DissociationPlan,
  terminal: Terminal,
): Promise<CarriedOut> {
  const clients = [await aws.eks(), await aws.iam(), ...(plan.revocation ? [plan.revocation.iam] : [])]
  return interruptible(clients, (interrupted) => carry(aws, found, options, plan, terminal, interrupted))
}

async function carry(
  aws: AwsAccess,
  found: Dissociation,
  options: DissociateOptions,
  plan: DissociationPlan,
  terminal: Terminal,
  interrupted: AbortSignal,
): Promise<CarriedOut> {
  const eks = await aws.eks()
  const settlesMs = found.endpoint === undefined ? awsSettlesMs : 0
  const doors: Doors = {
    eks,
    iam: await aws.iam(),
    kubernetes: () => Promise.reject(new Error('no step asks the cluster')),
  }
  const steps: Step[] = []
  const done = (step: Step) => {
    writeStep(step, terminal)
    steps.push(step)
  }
  const { association, revocation } = plan
  const roleArn = found.association?.roleArn ?? options.roleArn
  let deleted: DeletedAssociation | undefined
  if (association && found.association) {
    const deleting = deleteAssociation(found.association, association, doors, settlesMs).catch((error) => {
      throw interrupted.aborted ? halfDeleted(error, roleArn, options, plan) : error
    })
    deleted = await terminal.during(`deleting the ${association.what}`, deleting)
    done(association)
  }
  let before: number | undefined
  if (revocation) {
    const isAssociated = async () => found.hasCluster && (await stillAssociated(eks, options)).length > 0
    const ending = endSessions(revocation, { options, deleted, settlesMs, isAssociated, interrupted })
    const ended = await terminal.during(`ending the sessions of ${revocation.wanted.roleArn}`, ending)
    before = ended.before
    done(ended.step)
  }
  if (plan.role) {
    // Read again: revoking has written a policy, and somebody may use the role by now.
    const role = await goingOn(options, roleArn, async () => {
      const step = await planRoleDeletion(aws, found, options)
      for (const call of step?.calls ?? []) await perform(call, doors)
      return step
    })
    if (role) done(role)
  }
  const ofRole = deleted ? sessionsOf(deleted.association).roleArn : revocation?.wanted.roleArn
  const isOfDeleted = plan.role !== undefined && ofRole === roleArn
  const endedWithRole =
    ofRole !== undefined && (isOfDeleted || (revocation !== undefined && before === undefined))
  return {
    steps,
    endedWithRole,
    ...(deleted ? { deleted } : {}),
    ...(before === undefined ? {} : { before }),
    isLeft: !revocation && !endedWithRole,
  }
}

/** It is not known whether EKS has deleted the association. The lines are right in both cases. */
function halfDeleted(
  error: Refusal,
  roleArn: string | undefined,
  options: DissociateOptions,
  { revocation }: DissociationPlan,
): Refusal {
  if (revocation)
    return whatIsOpen(error, {
      wanted: revocation.wanted,
      options: { ...options, ...(roleArn ? { roleArn } : {}) },
      deleted: undefined,
      mayBeDeleted: true,
    })
  const flags = options.deleteRole ? ['--delete-role', ...(roleArn ? ['--role-arn', roleArn] : [])] : []
  const words = `${error.message}; the association may be deleted or not. Run this again:`
  return new Refusal(`${words}\n  ${runAgain(options, ...flags)}`, error.exitCode)
}

/** What is half deleted is found again by its name. */
async function goingOn<T>(
  options: DissociateOptions,
  roleArn: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const reason = error instanceof Refusal ? error.message : explainFailure(error)
    const again = runAgain(options, '--delete-role', ...(roleArn ? ['--role-arn', roleArn] : []))
    const exitCode = error instanceof Refusal ? error.exitCode : 2
    throw new Refusal(
      `the rest is done, but the role is still there: ${reason}\nRun this for it:\n  ${again}`,
      exitCode,
    )
  }
}
