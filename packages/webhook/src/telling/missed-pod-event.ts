import type { Event } from '@rolecall/kubernetes'
import type { MissedPod } from '../missed/find-missed-pods.ts'

/**
 * The Event about a pod that is there without its role. Its name is made of the pod's uid, so a second one is refused
 * as `AlreadyExists`. When a ServiceAccount was given its role is written nowhere, so it says both of what may be.
 */
export function missedPodEvent(pod: MissedPod, instance: string, now: number): Event {
  const { namespace, name, uid, serviceAccount } = pod
  return {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: { namespace, name: `rolecall-role-missing-${uid}` },
    eventTime: new Date(now).toISOString().replace('Z', '000Z'),
    type: 'Warning',
    reason: 'RoleMissing',
    action: 'Restart',
    note:
      `ServiceAccount ${serviceAccount} has an AWS role and this pod was not given it: it was made before, or while ` +
      'the webhook was away. Restart it',
    regarding: { apiVersion: 'v1', kind: 'Pod', namespace, name, uid },
    reportingController: 'rolecall.io/webhook',
    reportingInstance: instance.slice(0, 128),
  }
}
