export type { AccessCheck } from './compare/access-check.ts'
export { type Access, checkAccessNotGranted } from './compare/check-access-not-granted.ts'
export { checkNoNewAccess } from './compare/check-no-new-access.ts'
export { compilePolicy } from './compile/compile-policy.ts'
export type { CompiledPolicy, CompiledStatement } from './compile/compiled-policy.ts'
export { principalContext } from './context/principal-context.ts'
export { type ContextValue, type RequestContext, requestContext } from './context/request-context.ts'
export { type SamlClaims, samlContext } from './context/saml-context.ts'
export { webIdentityContext } from './context/web-identity-context.ts'
export type { Finding } from './document/finding.ts'
export { lineFinder } from './document/line-finder.ts'
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
export type { PolicyKind } from './document/policy-kinds.ts'
export type { Span } from './document/span.ts'
export { decide } from './evaluate/decide.ts'
export type { Basis, Decision } from './evaluate/decision.ts'
export type { Layer, Policies, Request } from './evaluate/request.ts'
export { applyEdit } from './explain/apply-edit.ts'
export type { Change, Edit } from './explain/change.ts'
export { describeCondition } from './explain/describe-condition.ts'
export { describeDecision } from './explain/describe-decision.ts'
export { explain } from './explain/explain.ts'
export type {
  ConditionExplanation,
  Explanation,
  LayerExplanation,
  Miss,
  Nearest,
  PartExplanation,
  PolicyExplanation,
  StatementExplanation,
} from './explain/explanation.ts'
export type { PrincipalBinding } from './principal/compile-principal-entry.ts'
export type { Principal } from './principal/principal.ts'
export type { Completion } from './reach/complete-request.ts'
export type { Formula, Requirement } from './reach/formula.ts'
export type { PartialPrincipal, PartialRequest } from './reach/partial-request.ts'
export { type Reach, reach } from './reach/reach.ts'
export type { Situation } from './reach/situation.ts'
export { type PolicyQuota, policyQuotas } from './refuse/policy-quotas.ts'
export { type PolicyRefusal, refusePolicy } from './refuse/refuse-policy.ts'
export { actionPattern } from './validate/action-pattern.ts'
export { findKey } from './validate/find-key.ts'
export type { KeyType } from './validate/global-keys.data.ts'
export type {
  ActionEntry,
  ArnFormat,
  KeyValues,
  ServiceData,
  ServiceEntry,
} from './validate/service-data.ts'
export { validatePolicy } from './validate/validate-policy.ts'
