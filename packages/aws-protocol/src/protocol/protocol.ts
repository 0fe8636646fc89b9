import type { Fault } from '@rolecall/core'
import type { StaticOperationSchema } from '@smithy/types'
import type { HttpRequest, HttpResponse } from '../http-request.ts'

export type ProtocolName = 'query' | 'rest-json' | 'json-1.0' | 'json-1.1' | 'rest-xml'

/** What the packages `@aws-sdk/client-*` export for an operation, such as `CreateRole$`. */
export type OperationSchema = StaticOperationSchema

/** Values of the placeholders in a path, decoded. */
export type Labels = Readonly<Record<string, string>>

export interface RoutedOperation {
  readonly operation: Operation
  readonly labels: Labels
}

/** An operation and its codec, which is compiled when it is first used. */
export interface Operation {
  readonly name: string
  readonly schema: OperationSchema
  readonly read: (request: HttpRequest, labels: Labels) => Record<string, unknown>
  readonly write: (output: object, requestId: string, accept: string | undefined) => HttpResponse
  /** Where the value of a required member is missing, such as `tags.1.member.key`. */
  readonly missing: (input: Record<string, unknown>) => readonly string[]
}

export interface ServiceDescription {
  /** The name requests are signed for, such as `iam`. */
  readonly name: string
  readonly protocol: ProtocolName
  /** The XML namespace of answers. */
  readonly namespace?: string
  /** The API version, which Query requests name. */
  readonly version?: string
  /** What stands before the operation in `X-Amz-Target`. */
  readonly targetPrefix?: string
  readonly operations: readonly OperationSchema[]
  /** The fault for input that breaks limits, of a service whose own says more than the protocol's does. */
  readonly invalid?: (violations: readonly string[]) => Fault
}

export interface ServiceModel extends Omit<ServiceDescription, 'operations'> {
  readonly operations: ReadonlyMap<string, Operation>
  readonly route: (request: HttpRequest) => RoutedOperation | undefined
}

/** What one protocol does with a service. All of it is compiled from the schemas, once. */
export interface Protocol {
  /** What a description of a service must say. */
  readonly needs: readonly ('namespace' | 'version' | 'targetPrefix')[]
  route(service: ServiceModel): ServiceModel['route']
  read(schema: OperationSchema): Operation['read']
  write(schema: OperationSchema, service: ServiceDescription): Operation['write']
  writeFault(
    fault: Fault,
    requestId: string,
    service: Pick<ServiceDescription, 'namespace'>,
    accept: string | undefined,
  ): HttpResponse
  /** The fault for a request that names no operation we know. */
  unknownOperation(request: HttpRequest): Fault
  /** The fault for input of the right form that breaks limits, from all its violations. */
  invalid(violations: readonly string[]): Fault
}
