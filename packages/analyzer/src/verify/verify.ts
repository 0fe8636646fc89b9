import { issuerOf } from '../why/issuer-of.ts'
import type { PodSubject } from '../why/question.ts'
import { commandsFor, type Place } from './commands.ts'
import type { Progress, StepFound, StepRow } from './progress.ts'
import type { Setup } from './setup.ts'
import { firstSteps, stepsOf } from './steps-of.ts'
import type { Method, Step, StepName, Verification } from './verification.ts'

/** Steps for which a role is assumed. */
const assuming: ReadonlySet<StepName> = new Set(['eks-auth', 'caller-identity'])

/** Beside what steps find, what none of them sees. */
const notes: Readonly<Record<Method, readonly string[]>> = {
  irsa: [
    'not looked at: organization policies (SCP, RCP), VPC endpoint policies, the certificate thumbprint of the provider, and the network between pod and STS',
  ],
  'pod-identity': [
    'not looked at: organization policies (SCP, RCP), VPC endpoint policies, and whether the EKS Pod Identity Agent runs on the node, and with credentials that may ask EKS Auth',
  ],
}

/**
 * Checks a ServiceAccount end to end: that its pods get their role, step by step in the order in which it comes
 * about, with what a pod would print where they do not, and what mends it. It reads nothing but the set-up.
 *
 * @param pod the name of the one pod to look at; all of the ServiceAccount when left out
 * @param place for whom commands are that mend
 */
export function verify(setup: Setup, subject: PodSubject, pod?: string, place: Place = {}): Verification {
  let progress: Progress = { ...startOf(setup, subject), commands: commandsFor(place), pod }
  const steps: Step[] = []
  const take = (row: StepRow) => {
    const found = row.needs.every((need) => progress[need] !== undefined) ? row.examine(progress) : undefined
    steps.push(stepOf(row, found))
    const broken = found?.state === 'broken' ? [...progress.broken, row.name] : progress.broken
    progress = { ...progress, ...found?.onward, broken }
  }
  for (const row of firstSteps) take(row)
  const method = progress.method ?? 'irsa'
  const leaveOut = setup.exchange.state === 'left-out'
  for (const row of stepsOf[method]) if (!(leaveOut && assuming.has(row.name))) take(row)
  const broken = steps.find(({ state }) => state === 'broken')
  const open = steps.filter(({ state }) => state === 'not-looked-at' || state === 'not-reached')
  const { cluster, namespace, serviceAccount } = subject
  const who = `ServiceAccount ${namespace}/${serviceAccount} of cluster ${cluster}`
  return {
    result: broken ? 'broken' : open.length > 0 ? 'undecided' : 'ok',
    sentence: broken
      ? `${who}: ${broken.sentence}`
      : open.length > 0
        ? `${who}: ${describeOpen(open)}`
        : `${who}: every step holds`,
    cluster,
    namespace,
    serviceAccount,
    method: progress.method ?? null,
    steps,
    notes: [
      ...notes[method],
      ...(leaveOut
        ? [
            `not looked at: ${method === 'irsa' ? 'what STS answers' : 'what EKS Auth and STS answer'}, since no role was to be assumed (--no-assume)`,
          ]
        : []),
    ],
  }
}

/** What is left of an answer. Who may not be asked whose the session is can decide that this need not count. */
function describeOpen(open: readonly Step[]): string {
  const names = open.flatMap(({ name, state }) =>
    state === 'not-looked-at' ? [name.replaceAll('-', ' ')] : [],
  )
  return open.every(({ name }) => assuming.has(name))
    ? `every step holds but ${names[0]}, which was not looked at; with --no-assume it does not count`
    : `nothing is wrong as far as was looked; ${listed(names)} ${names.length === 1 ? 'was' : 'were'} not`
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** The issuer is known from the start: findings of any step may say what to do about it. */
function startOf(setup: Setup, question: PodSubject): Omit<Progress, 'commands'> {
  const { snapshot } = setup
  const issuer = issuerOf(snapshot, question.cluster)
  return {
    setup,
    snapshot,
    question,
    broken: [],
    ...(issuer.state === 'found' ? { issuer: issuer.item } : {}),
  }
}

function stepOf({ name }: StepRow, found: StepFound | undefined): Step {
  if (!found) return { name, state: 'not-reached', sentence: 'not reached', findings: [] }
  switch (found.state) {
    case 'ok':
      return { name, state: 'ok', sentence: found.sentence, findings: [] }
    case 'broken': {
      const more = found.findings.length > 1 ? ` (and ${found.findings.length - 1} more)` : ''
      return { name, state: 'broken', sentence: found.findings[0].sentence + more, findings: found.findings }
    }
    default:
      return {
        name,
        state: 'not-looked-at',
        sentence: `not looked at: ${found.because}`,
        findings: [],
        ...(found.check === undefined ? {} : { check: found.check }),
      }
  }
}
