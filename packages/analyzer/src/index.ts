export { collectFor, type ResourcePolicies } from './collect/collect-for.ts'
export type { Doors } from './collect/doors.ts'
export type { GivenContext } from './context/given-context.ts'
export type { Evidence } from './policies/evidence.ts'
export { policyOwner } from './policies/policy-owner.ts'
export type {
  ClusterRecord,
  Collection,
  PolicyHolder,
  PolicyRecord,
  ProviderRecord,
  RoleRecord,
  ServiceAccountRecord,
  Snapshot,
  UserRecord,
} from './snapshot/snapshot.ts'
export type { Answer, AnswerChange, Link, LinkName } from './why/answer.ts'
export type { PodQuestion, PrincipalQuestion, Question } from './why/question.ts'
export { why } from './why/why.ts'
