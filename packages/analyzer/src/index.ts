export { collectFor, type ResourcePolicies } from './collect/collect-for.ts'
export { collectSetup } from './collect/collect-setup.ts'
export type { Doors } from './collect/doors.ts'
export type { SetupDoors } from './collect/setup-doors.ts'
export type { GivenContext } from './context/given-context.ts'
export { nearestName } from './names/nearest-name.ts'
export type { Evidence } from './policies/evidence.ts'
export { policyOwner } from './policies/policy-owner.ts'
export { readAuthorizationDetails } from './saved/read-authorization-details.ts'
export { readObjects } from './saved/read-objects.ts'
export { readProviders } from './saved/read-providers.ts'
export { readSavedAssociations } from './saved/read-saved-associations.ts'
export { SavedFault } from './saved/saved-fault.ts'
export { type Saved, savedSetup } from './saved/saved-setup.ts'
export type {
  AssociationRecord,
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
export type { Exchange, Exchanging, Setup } from './verify/setup.ts'
export type { Finding, Method, Step, StepName, Verification } from './verify/verification.ts'
export { verify } from './verify/verify.ts'
export type { Answer, AnswerChange, Link, LinkName } from './why/answer.ts'
export type { PodQuestion, PodSubject, PrincipalQuestion, Question } from './why/question.ts'
export { why } from './why/why.ts'
