import { type Fields, isFields } from '../mutation/fields.ts'
import type { Outcome } from '../outcome.ts'

/** Names that a kube-apiserver takes. A pod was not looked at by one yet, and names get into paths and messages. */
const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/
const subdomain = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
/** A prefix for a generated name may end in a hyphen. */
const namePrefix = /^[a-z0-9][-.a-z0-9]{0,252}$/

/**
 * Where a pod is, as far as it can be read: what is not there, or is no name, is empty. `namespace` is the request's,
 * and goes before its own.
 */
export function podSeat(
  object: unknown,
  namespace: unknown,
): Pick<Outcome, 'namespace' | 'pod' | 'serviceAccount'> {
  const { metadata, spec } = fieldsOf(object)
  const { name, generateName, namespace: own } = fieldsOf(metadata)
  const { serviceAccountName, serviceAccount } = fieldsOf(spec)
  return {
    namespace: named(namespace || own, label),
    pod: named(name || generateName, namePrefix),
    serviceAccount: named(serviceAccountName || serviceAccount || 'default', subdomain),
  }
}

const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})
const named = (value: unknown, form: RegExp) => (typeof value === 'string' && form.test(value) ? value : '')
