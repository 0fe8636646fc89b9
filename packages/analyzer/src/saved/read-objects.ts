import type { Pod, ServiceAccount } from '@rolecall/kubernetes'
import { podRecord } from '../collect/pod-record.ts'
import { serviceAccountRecord } from '../collect/service-account-record.ts'
import type { ServiceAccountRecord } from '../snapshot/snapshot.ts'
import type { PodRecord } from '../verify/setup.ts'
import { fits } from './fits.ts'
import { SavedFault } from './saved-fault.ts'
import { shapes } from './shapes.data.ts'

type Json = Readonly<Record<string, unknown>>

/** Where each kind of workload keeps the template of its pods. */
const templates: Readonly<Record<string, (spec: Json) => unknown>> = {
  Deployment: ({ template }) => template,
  StatefulSet: ({ template }) => template,
  DaemonSet: ({ template }) => template,
  Job: ({ template }) => template,
  CronJob: ({ jobTemplate }) =>
    ((jobTemplate as Json | undefined)?.['spec'] as Json | undefined)?.['template'],
}

export interface SavedObjects {
  readonly serviceAccounts: readonly ServiceAccountRecord[]
  /** Of the namespace that was asked for. */
  readonly pods: readonly PodRecord[]
}

/**
 * Reads objects as `kubectl get -o yaml` prints them, lists among them. Kinds that are not looked at are passed
 * over; one that is and cannot be read is refused. An object without a namespace is of the one asked for.
 *
 * @throws SavedFault
 */
export function readObjects(values: readonly unknown[], cluster: string, wanted: string): SavedObjects {
  const serviceAccounts: ServiceAccountRecord[] = []
  const pods: PodRecord[] = []
  for (const value of values.flatMap(itemsOf)) {
    if (value === null || value === undefined) continue
    if (!fits(value, shapes.object))
      throw new SavedFault('an object has no kind, or metadata of another type')
    const object = value as Json & { kind: string; metadata?: { name?: string; namespace?: string } }
    const { kind, metadata } = object
    const namespace = metadata?.namespace ?? wanted
    if (kind === 'ServiceAccount') {
      serviceAccounts.push(serviceAccountRecord(checked(object), cluster, namespace))
    } else if (namespace === wanted && kind === 'Pod') {
      if (!fits(object, shapes.pod)) throw refused(object)
      const phase = (object['status'] as { phase?: string } | undefined)?.phase
      if (phase !== 'Succeeded' && phase !== 'Failed') pods.push(podRecord(checked(object)))
    } else if (namespace === wanted && Object.hasOwn(templates, kind)) {
      const template = templates[kind]!((object['spec'] ?? {}) as Json) ?? {}
      if (!fits(template, shapes.template)) throw refused(object)
      pods.push({
        ...podRecord(checked(template as Json)),
        name: `${kind.toLowerCase()}/${metadata?.name ?? ''}`,
        isTemplate: true,
      })
    }
  }
  return { serviceAccounts, pods }
}

function itemsOf(value: unknown): readonly unknown[] {
  const { kind, items } = (value ?? {}) as { kind?: unknown; items?: unknown }
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? items : [value]
}

function refused({ kind, metadata }: { kind: string; metadata?: { name?: string } }): SavedFault {
  return new SavedFault(
    `${kind} ${metadata?.name ?? ''} has a member of another type than Kubernetes gives it`,
  )
}

/** Objects whose annotations or labels hold something that is no text could not have come from a cluster. */
function checked<T extends ServiceAccount & Pod>(object: Json): T {
  const { annotations, labels } = (object['metadata'] ?? {}) as { annotations?: unknown; labels?: unknown }
  for (const texts of [annotations, labels]) {
    const values = texts === undefined || texts === null ? [] : Object.values(texts as object)
    if (!values.every((one) => typeof one === 'string'))
      throw new SavedFault('annotations or labels hold something that is no text')
  }
  return object as T
}
