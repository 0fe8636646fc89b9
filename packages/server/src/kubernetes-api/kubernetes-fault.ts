/** A refusal as the Kubernetes API writes it, an object of kind `Status`. */
export class KubernetesFault extends Error {
  readonly code: number
  readonly reason: string

  constructor(code: number, reason: string, message: string) {
    super(message)
    this.name = reason
    this.code = code
    this.reason = reason
  }

  /** The body of the answer. Source: `metav1.Status`, Kubernetes API reference. */
  toStatus(): object {
    const { code, reason, message } = this
    return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code }
  }
}
