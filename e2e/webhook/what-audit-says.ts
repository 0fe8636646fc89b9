import type { AuditEvent } from '../control-plane/audit-events.ts'
import { webhookName } from './ask-webhook.ts'

/**
 * What a kube-apiserver itself recorded of our webhook and a pod: `mutated` and `unchanged` are answers, `missed` is a
 * pod let through by `failurePolicy: Ignore` because there was no answer. Source: Kubernetes, "Dynamic Admission
 * Control", mutating webhook auditing annotations.
 */
export type AuditSays = 'mutated' | 'unchanged' | 'missed' | 'not asked'

export function whatAuditSays({ annotations = {} }: AuditEvent): AuditSays {
  const about = (prefix: string) =>
    Object.entries(annotations).find(
      ([key, text]) => key.startsWith(prefix) && text.includes(webhookName),
    )?.[1]
  if (about('failed-open.mutation.webhook.admission.k8s.io/') !== undefined) return 'missed'
  const mutation = about('mutation.webhook.admission.k8s.io/')
  if (mutation === undefined) return 'not asked'
  return JSON.parse(mutation).mutated === true ? 'mutated' : 'unchanged'
}
