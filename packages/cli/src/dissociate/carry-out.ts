import type { AwsAccess } from '../aws/aws-access.ts'
import { explainFailure } from '../explain-failure.ts'
import { type Doors, perform } from '../plan/perform.ts'
import type { Step } from '../plan/step.ts'
import { writeStep } from '../plan/write-step.ts'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import { type DeletedAssociation, deleteAssociation } from './delete-association.ts'
import type { DissociateOptions } from './dissociate-options.ts'
import type { DissociationPlan } from './dissociation-plan.ts'
import { endSessions } from './end-sessions.ts'
import { planRoleDeletion } from './plan-role-deletion.ts'
import type { Dissociation } from './read-dissociation.ts'
import { runAgain } from './run-again.ts'
import { stillAssociated } from './still-associated.ts'

export interface CarriedOut {
  readonly steps: readonly Step[]
  readonly deleted?: DeletedAssociation
  /** Sessions from before it are denied, in milliseconds since the epoch. */
  readonly before?: number
  /** Credentials that were given may still be used. */
  readonly isLeft: boolean
}

/** On AWS, what is deleted or written takes some seconds to count everywhere; on a server of one's own none. */
const awsSettlesMs = 15_000

/**
 * Does what is planned, and tells each step when it is done.
 *
 * @throws Refusal that says how to go on
 */
export async function carryOut(
  aws: AwsAccess,
  found: Dissociation,
  options: DissociateOptions,
  plan: DissociationPlan,
  terminal: Terminal,
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
  let deleted: DeletedAssociation | undefined
  if (association && found.association) {
    const deleting = deleteAssociation(found.association, association, doors, settlesMs)
    deleted = await terminal.during(`deleting the ${association.what}`, deleting)
    done(association)
  }
  let before: number | undefined
  if (revocation) {
    const isAssociated = async () => found.hasCluster && (await stillAssociated(eks, options)).length > 0
    const ending = endSessions(revocation, { options, deleted, settlesMs, isAssociated })
    const ended = await terminal.during(`ending the sessions of ${revocation.wanted.roleArn}`, ending)
    before = ended.before
    done(ended.step)
  }
  if (plan.role) {
    // Read again: revoking has written a policy, and somebody may use the role by now.
    const role = await goingOn(options, found.association?.roleArn ?? options.roleArn, async () => {
      const step = await planRoleDeletion(aws, found, options)
      for (const call of step?.calls ?? []) await perform(call, doors)
      return step
    })
    if (role) done(role)
  }
  return {
    steps,
    ...(deleted ? { deleted } : {}),
    ...(before === undefined ? {} : { before }),
    // Sessions end with their role; those of a target role have another.
    isLeft: !revocation && !(plan.role && !deleted?.association.targetRoleArn),
  }
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
    throw new Refusal(
      `the rest is done, but the role is still there: ${reason}\nRun this for it:\n  ${again}`,
    )
  }
}
