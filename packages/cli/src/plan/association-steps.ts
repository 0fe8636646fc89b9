import type { ClusterConfig, PodIdentityAssociation } from '../cluster-config/cluster-config.ts'
import { readSessionPolicy } from '../cluster-config/read-session-policy.ts'
import { jsonEqual } from '../json/json-equal.ts'
import { ownership } from './ownership.ts'
import { podIdentityRoleName } from './pod-identity-role-name.ts'
import type { AssociationState, Present } from './present.ts'
import type { Step } from './step.ts'

/** What makes the associations of the file exist. Those that it does not name stay. */
export function associationSteps(config: ClusterConfig, present: Present, adopt: boolean): Step[] {
  return (config.iam?.podIdentityAssociations ?? []).map((one) => {
    const name = `${one.namespace}/${one.serviceAccountName}`
    const state = Object.hasOwn(present.associations, name) ? present.associations[name] : undefined
    const step = state
      ? changeStep(config, one, roleArnOf(config, one, present), state, adopt)
      : createStep(config, one, roleArnOf(config, one, present), present)
    return present.cluster?.issuer === undefined ? { ...step, calls: [], afterCluster: true } : step
  })
}

function roleArnOf(config: ClusterConfig, one: PodIdentityAssociation, present: Present): string {
  const name = podIdentityRoleName(config.metadata.name, one)
  if (name === undefined) return one.roleARN ?? ''
  const state = Object.hasOwn(present.roles, name) ? present.roles[name] : undefined
  return state?.arn ?? `arn:${present.partition}:iam::${present.account}:role/${name}`
}

function createStep(
  config: ClusterConfig,
  one: PodIdentityAssociation,
  roleArn: string,
  present: Present,
): Step {
  const { namespace, serviceAccountName: serviceAccount, targetRoleARN, policy } = one
  const clusterName = config.metadata.name
  const tags = {
    ...config.metadata.tags,
    ...one.tags,
    ...ownership.tagsOf(clusterName, present),
    [ownership.association]: `${namespace}/${serviceAccount}`,
  }
  const input = {
    clusterName,
    namespace,
    serviceAccount,
    roleArn,
    tags,
    ...(targetRoleARN ? { targetRoleArn: targetRoleARN } : {}),
    ...(one.disableSessionTags ? { disableSessionTags: true } : {}),
    ...(policy ? { policy } : {}),
  }
  return {
    change: 'create',
    what: whatOf(one),
    details: [`assumes ${roleArn}`, ...(targetRoleARN ? [`and through it ${targetRoleARN}`] : [])],
    calls: [{ call: 'eks:CreatePodIdentityAssociation', input }],
  }
}

function changeStep(
  config: ClusterConfig,
  one: PodIdentityAssociation,
  roleArn: string,
  state: AssociationState,
  adopt: boolean,
): Step {
  const what = whatOf(one)
  const wanted = {
    roleArn,
    targetRoleArn: one.targetRoleARN ?? '',
    disableSessionTags: one.disableSessionTags ?? false,
    policy: one.policy ?? '',
  }
  const changed = Object.entries(wanted).filter(
    ([key, value]) => !isSame(state[key as keyof typeof wanted], value),
  )
  if (changed.length === 0) return { change: 'keep', what, calls: [] }
  const details = changed.map(
    ([key, value]) => `${key}: ${state[key as keyof typeof wanted] || '(none)'} → ${value || '(none)'}`,
  )
  const refuse = (because: string): Step => ({
    change: 'refuse',
    what: `${what} ${because}`,
    details,
    calls: [],
  })
  if (state.ownerArn) return refuse(`belongs to ${state.ownerArn}, which alone may change it`)
  if (state.tags[ownership.managed] === undefined && !adopt)
    return refuse('exists and was not made by rolecall; --adopt takes it over')
  const input = { clusterName: config.metadata.name, associationId: state.id, ...Object.fromEntries(changed) }
  return { change: 'change', what, details, calls: [{ call: 'eks:UpdatePodIdentityAssociation', input }] }
}

/** Policies are the same whatever their spelling; nothing and an empty text are one. */
function isSame(present: string | boolean | undefined, wanted: string | boolean): boolean {
  if ((present || undefined) === (wanted || undefined)) return true
  if (typeof present !== 'string' || typeof wanted !== 'string') return false
  const [one, other] = [readSessionPolicy(present), readSessionPolicy(wanted)]
  return one !== undefined && other !== undefined && jsonEqual(one, other)
}

function whatOf({ namespace, serviceAccountName }: PodIdentityAssociation): string {
  return `Pod Identity association of ServiceAccount ${namespace}/${serviceAccountName}`
}
