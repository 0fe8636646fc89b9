import { nearestName } from '../names/nearest-name.ts'
import { annotations } from '../why/annotations.ts'
import { roleToName } from '../why/role-to-name.ts'
import { rolesTrusting } from '../why/roles-trusting.ts'
import type { Progress, StepFound } from './progress.ts'
import { symptoms } from './symptoms.ts'
import type { Finding } from './verification.ts'

/** Why a ServiceAccount has neither annotation nor association: what somebody may have meant, most telling first. */
export function notWired(progress: Progress): StepFound {
  const { commands, question, snapshot } = progress
  const what = `ServiceAccount ${question.namespace}/${question.serviceAccount}`
  const [trusting] = rolesTrusting(progress)
  const none: Finding = {
    kind: 'not-wired',
    sentence: `${what} has neither the annotation ${annotations.role} nor an EKS Pod Identity association, so its pods have the role of their node, or none`,
    error: symptoms.noCredentials(),
    fix: trusting
      ? commands.annotate(question, `${annotations.role}=${trusting}`)
      : `${commands.annotate(question, `${annotations.role}=${roleToName(snapshot)}`)}   # or, with a role that is made for it: ${commands.associate(question)}`,
  }
  const finding = onPod(progress, none) ?? onNeighbour(progress, none) ?? none
  return { state: 'broken', findings: [finding] }
}

/** The annotation stands on a pod, where nothing reads it. */
function onPod({ commands, setup, question }: Progress, none: Finding): Finding | undefined {
  const pods = setup.pods.state === 'found' ? setup.pods.item : []
  const pod = pods.find(
    ({ serviceAccount, metadata }) =>
      serviceAccount === question.serviceAccount && metadata.annotations?.[annotations.role] !== undefined,
  )
  const arn = pod?.metadata.annotations?.[annotations.role]
  return pod && arn !== undefined
    ? {
        ...none,
        kind: 'annotation-on-pod',
        sentence: `the annotation ${annotations.role} stands on ${pod.name}, where nothing reads it, and not on ServiceAccount ${question.namespace}/${question.serviceAccount}`,
        fix: commands.annotate(question, `${annotations.role}=${arn}`),
      }
    : undefined
}

/** An association names a ServiceAccount of nearly this name, or of this name in another namespace. */
function onNeighbour({ commands, setup, snapshot, question }: Progress, none: Finding): Finding | undefined {
  const { namespace, serviceAccount } = question
  const all = setup.associations.state === 'found' ? setup.associations.item : []
  const named = (one: (typeof all)[number]) => `${one.namespace}/${one.serviceAccount}`
  const near = nearestName(`${namespace}/${serviceAccount}`, all.map(named))
  const meant =
    all.find((one) => named(one) === near?.name) ?? all.find((one) => one.serviceAccount === serviceAccount)
  if (!meant) return undefined
  return {
    ...none,
    kind: 'association-elsewhere',
    sentence: `no association names ServiceAccount ${namespace}/${serviceAccount}; there is one for ${named(meant)}${near ? `, which ${near.how}` : ''}`,
    fix: commands.createAssociation(question, meant.roleArn ?? roleToName(snapshot)),
  }
}
