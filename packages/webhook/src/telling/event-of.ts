import type { Event } from '@rolecall/kubernetes'
import type { Outcome } from '../outcome.ts'

/** What the outcomes of a kind have in common that are told in one Event. */
export interface EventMatter {
  readonly outcome: Outcome
  /** Pods since the last Event about the same. */
  readonly pods: number
}

interface Words {
  readonly reason: string
  readonly text: string
}

/** Which outcomes are told of: those where a pod did not get what it should have, perhaps. */
export const eventWords: Partial<Readonly<Record<Outcome['result'], Words>>> = {
  unknown: {
    reason: 'RoleUnknown',
    text: 'it could not be found out which AWS role its pods should have',
  },
  unreadable: { reason: 'PodUnreadable', text: 'a pod could not be read, so it was given no AWS role' },
  partial: { reason: 'RolePartlyInjected', text: 'a pod was not given all of what its AWS role needs' },
}

/** A note holds 1024 bytes at most. Source: Kubernetes API, `events.k8s.io/v1` Event. */
const longestNote = 1000

/**
 * The Event about an outcome, on the pod when it has a name, and otherwise on its ServiceAccount, or on the namespace
 * where neither can be read: what `kubectl get events` shows to who looks for the reason. `undefined` when there is
 * nothing to tell, or no namespace to tell it in.
 */
export function eventOf({ outcome, pods }: EventMatter, instance: string, now: number): Event | undefined {
  const words = eventWords[outcome.result]
  const { namespace, serviceAccount, pod } = outcome
  if (!words || !label.test(namespace)) return undefined
  const { kind, name } = [
    { kind: 'Pod', name: pod },
    { kind: 'ServiceAccount', name: serviceAccount },
  ].find((one) => subdomain.test(one.name)) ?? { kind: 'Namespace', name: namespace }
  const note = [
    subdomain.test(serviceAccount) ? `ServiceAccount ${serviceAccount}: ` : '',
    words.text,
    outcome.because ? ` (${outcome.because})` : '',
    outcome.allowed ? '' : '; the pod was refused',
    pods > 1 ? `; ${pods} pods` : '',
  ].join('')
  return {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: { namespace, generateName: 'rolecall-webhook-' },
    eventTime: new Date(now).toISOString().replace('Z', '000Z'),
    type: 'Warning',
    reason: words.reason,
    action: outcome.allowed ? 'Admit' : 'Deny',
    note: Buffer.from(note)
      .subarray(0, longestNote)
      .toString()
      .replace(/\ufffd+$/, ''),
    // An API server takes no Event in a namespace about what is in none, so that one is said to be in itself.
    regarding: { apiVersion: 'v1', kind, namespace, name },
    reportingController: 'rolecall.io/webhook',
    reportingInstance: instance.slice(0, 128),
  }
}

/** Source: RFC 1123, as Kubernetes asks it of names. A pod that has none yet has what it will begin with: `web-`. */
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
const subdomain = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/
