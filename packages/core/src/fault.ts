/** What a caller did wrong (`client`) or we could not do (`server`), in the words of the service's model. */
export interface FaultShape {
  /** The code on the wire, such as `NoSuchEntity`. */
  readonly code: string
  /** The HTTP status. */
  readonly status: number
  readonly blame: 'client' | 'server'
}

/**
 * A refusal that is sent to the caller as it stands. Anything else that is thrown is a bug: it is logged
 * and answered as an internal failure, and its text never leaves the process.
 */
export class Fault extends Error {
  readonly shape: FaultShape
  /** Further members of the error's shape, by their names in the model. */
  readonly members: Readonly<Record<string, unknown>>

  constructor(shape: FaultShape, message: string, members: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.name = shape.code
    this.shape = shape
    this.members = members
  }
}
