export { compilePolicy } from './compile/compile-policy.ts'
export type { CompiledPolicy, CompiledStatement } from './compile/compiled-policy.ts'
export { principalContext } from './context/principal-context.ts'
export { type ContextValue, type RequestContext, requestContext } from './context/request-context.ts'
export type { Finding } from './document/finding.ts'
export { type ParsedPolicy, parsePolicy } from './document/parse-policy.ts'
export type {
  Condition,
  PatternElement,
  Policy,
  PrincipalElement,
  PrincipalType,
  Statement,
  Term,
} from './document/policy.ts'
export type { PolicyKind } from './document/policy-kind.ts'
export type { Span } from './document/span.ts'
export { decide } from './evaluate/decide.ts'
export type { Basis, Decision } from './evaluate/decision.ts'
export type { Layer, Policies, Request } from './evaluate/request.ts'
export { describeDecision } from './explain/describe-decision.ts'
export type { PrincipalBinding } from './principal/compile-principal-entry.ts'
export type { Principal } from './principal/principal.ts'
