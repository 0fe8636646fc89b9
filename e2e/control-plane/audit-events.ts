/** What a kube-apiserver records of a pod that was created. Source: Kubernetes, `audit.k8s.io/v1` Event. */
export interface AuditEvent {
  readonly objectRef: { readonly namespace: string; readonly name?: string }
  readonly requestReceivedTimestamp: string
  readonly stageTimestamp: string
  readonly responseStatus: { readonly code: number }
  /** Of each webhook that was asked, whether it changed the pod or the pod was let through without it. */
  readonly annotations?: Readonly<Record<string, string>>
}

export const auditPolicy = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- level: Metadata
  verbs: [create]
  resources: [{ group: "", resources: [pods] }]
- level: None
`

/** The records in a log, whose last line may still be under way. */
export function readAuditEvents(log: string): AuditEvent[] {
  return log
    .slice(0, log.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line): AuditEvent => JSON.parse(line))
}
