/**
 * What a Kubernetes API refused, in the words of its `Status` object, or that it could not be reached.
 * Source: "API Conventions", section "Response Status Kind".
 */
export class KubernetesFault extends Error {
  /** The HTTP status; 0 when no answer came. */
  readonly status: number
  /** Kubernetes' word, such as `NotFound`, `AlreadyExists`, `Conflict`; `Unreachable` when no answer came. */
  readonly reason: string

  constructor(status: number, reason: string, message: string) {
    super(message)
    this.name = 'KubernetesFault'
    this.status = status
    this.reason = reason
  }
}
