import { nearestName } from '../names/nearest-name.ts'
import { roleToName } from '../why/role-to-name.ts'
import { ownAssociation } from './own-association.ts'
import { workloadOf } from './pods/workload-of.ts'
import type { Progress, StepFound } from './progress.ts'
import { symptoms } from './symptoms.ts'
import type { Finding } from './verification.ts'

/**
 * A ServiceAccount that is not there: which one may have been meant, by name or by namespace. The slip can be in the
 * question, in a workload or in an association, so the fix is for where it is seen.
 */
export function noServiceAccount(progress: Progress): StepFound {
  const { commands, question } = progress
  const { namespace, serviceAccount, cluster } = question
  const absent: Finding = {
    kind: 'no-service-account',
    sentence: `there is no ServiceAccount ${serviceAccount} in namespace ${namespace} of cluster ${cluster}`,
    error: symptoms.noServiceAccount(namespace, serviceAccount),
    fix: commands.createServiceAccount(question),
  }
  const finding =
    noNamespace(progress, absent) ??
    nearby(progress, absent) ??
    elsewhere(progress, absent) ??
    dangling(progress, absent) ??
    absent
  return { state: 'broken', findings: [finding] }
}

function noNamespace(progress: Progress, absent: Finding): Finding | undefined {
  const { commands, question, setup } = progress
  const { cluster, namespace, serviceAccount } = question
  if (setup.namespaces?.state !== 'found' || setup.namespaces.item.includes(namespace)) return undefined
  const near = nearestName(namespace, setup.namespaces.item)
  const none = {
    kind: 'no-namespace',
    sentence: `there is no namespace ${namespace} in cluster ${cluster}`,
    error: symptoms.noNamespace(namespace),
  }
  if (!near) return { ...none, fix: `${commands.createNamespace(namespace)} && ${absent.fix}` }
  const there = namesIn(progress, near.name)
  const meant = there.includes(serviceAccount) ? serviceAccount : nearestName(serviceAccount, there)?.name
  const has = meant === undefined ? '' : `, and has ServiceAccount ${meant}`
  return {
    ...none,
    sentence: `${none.sentence}; ${near.name} ${near.how}${has}`,
    fix: commands.verify({ ...question, namespace: near.name, serviceAccount: meant ?? serviceAccount }),
  }
}

function nearby(progress: Progress, absent: Finding): Finding | undefined {
  const { commands, question, setup, snapshot } = progress
  const { namespace, serviceAccount } = question
  const near = nearestName(serviceAccount, namesIn(progress, namespace))
  if (!near) return undefined
  const meant = { ...question, serviceAccount: near.name }
  const sentence = `${absent.sentence}; ${near.name} ${near.how}`
  const association = ownAssociation(setup.associations, question)
  if (association) {
    const { id, roleArn = roleToName(snapshot) } = association
    const fix = `${commands.createAssociation(meant, roleArn)} && ${commands.deleteAssociation(question.cluster, id)}`
    return {
      ...absent,
      kind: 'dangling-association',
      sentence: `${sentence}, and an association names the one that is not there`,
      fix,
    }
  }
  const pods = setup.pods.state === 'found' ? setup.pods.item : []
  const named = pods.find((pod) => pod.serviceAccount === serviceAccount)
  const workload = named && workloadOf(named)
  return {
    ...absent,
    sentence,
    fix: workload ? commands.setServiceAccount(meant, workload) : orCreate(commands.verify(meant), absent),
  }
}

function elsewhere({ commands, snapshot, question }: Progress, absent: Finding): Finding | undefined {
  const { cluster, serviceAccount } = question
  const { namespace } =
    snapshot.serviceAccounts.items.find((one) => one.cluster === cluster && one.name === serviceAccount) ?? {}
  return namespace === undefined
    ? undefined
    : {
        ...absent,
        sentence: `${absent.sentence}; there is one of that name in namespace ${namespace}`,
        fix: orCreate(commands.verify({ ...question, namespace }), absent),
      }
}

function dangling({ setup, question }: Progress, absent: Finding): Finding | undefined {
  return ownAssociation(setup.associations, question) && { ...absent, kind: 'dangling-association' }
}

/** What was asked for may be a slip, or not be made yet. */
function orCreate(command: string, { fix }: Finding): string {
  return `${command}   # or, if it is to be: ${fix}`
}

function namesIn({ snapshot, question }: Progress, namespace: string): string[] {
  return snapshot.serviceAccounts.items
    .filter((one) => one.cluster === question.cluster && one.namespace === namespace)
    .map(({ name }) => name)
}
