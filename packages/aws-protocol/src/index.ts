export { checkConstraints } from './constraint/check-constraints.ts'
export type { Constraint } from './constraint/constraint.ts'
export { constraints } from './constraint/constraints.ts'
export { type IntegerLimits, integer } from './constraint/integer.ts'
export { type ListLimits, list } from './constraint/list.ts'
export { oneOf } from './constraint/one-of.ts'
export { structure } from './constraint/structure.ts'
export { type TextLimits, text } from './constraint/text.ts'
export type { HttpRequest, HttpResponse } from './http-request.ts'
export { faultOf } from './protocol/fault-of.ts'
export { jsonTarget } from './protocol/json-target.ts'
export type {
  Labels,
  Operation,
  OperationSchema,
  ProtocolName,
  RoutedOperation,
  ServiceDescription,
  ServiceModel,
} from './protocol/protocol.ts'
export { readInput } from './protocol/read-input.ts'
export { routeOperation } from './protocol/route-operation.ts'
export { serviceModel } from './protocol/service-model.ts'
export { unknownOperation } from './protocol/unknown-operation.ts'
export { validationMessage } from './protocol/validation-message.ts'
export { writeFault } from './protocol/write-fault.ts'
export { writeOutput } from './protocol/write-output.ts'
export { RequestHeaders } from './request-headers.ts'
export { type ChunkDecoder, type ChunkDecoderOptions, chunkDecoder } from './sigv4/chunk-decoder.ts'
export { deriveSigningKey } from './sigv4/derive-signing-key.ts'
export { presign } from './sigv4/presign.ts'
export { readSignature } from './sigv4/read-signature.ts'
export { type SigningCredentials, type SigningOptions, signRequest } from './sigv4/sign-request.ts'
export type { ErrorDialect, Signature, SigningScope } from './sigv4/signature.ts'
export { signingKeyCache } from './sigv4/signing-key-cache.ts'
export { type Verification, type VerifyOptions, verifySignature } from './sigv4/verify-signature.ts'
