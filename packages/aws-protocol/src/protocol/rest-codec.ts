import type { Fault } from '@rolecall/core'
import type { NormalizedSchema } from '@smithy/core/schema'
import type { Protocol } from './protocol.ts'
import type { Member } from './struct-members.ts'

/** What REST-JSON and REST-XML do differently. All else is the HTTP bindings, which they share. */
export interface RestCodec extends Pick<Protocol, 'needs' | 'writeFault' | 'unknownOperation' | 'invalid'> {
  readonly contentType: string
  /** What stands in for a body that has no members. */
  readonly emptyBody: '' | '{}'
  readonly requestIdHeader: string
  /**
   * Whether a query parameter that the operation does not know makes it another operation. S3 tells its
   * operations apart by parameters, so that one we lack must not pass for one we have.
   */
  readonly closedQuery: boolean
  /** A label, parameter or header that is no value of its type. */
  malformed(name: string): Fault
  readBody(members: readonly Member[], shapeName: string): (body: Uint8Array) => Record<string, unknown>
  readPayload(schema: NormalizedSchema): (body: Uint8Array) => unknown
  writeBody(
    members: readonly Member[],
    schema: NormalizedSchema,
    namespace: string | undefined,
  ): (value: object) => string
  writePayload(schema: NormalizedSchema, namespace: string | undefined): (value: unknown) => string
}
