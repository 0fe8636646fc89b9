import {
  DeleteConflictException$,
  EntityAlreadyExistsException$,
  EntityTemporarilyUnmodifiableException$,
  InvalidInputException$,
  LimitExceededException$,
  MalformedPolicyDocumentException$,
  NoSuchEntityException$,
  PolicyNotAttachableException$,
} from '@aws-sdk/client-iam'
import { faultOf } from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'

const noSuchEntity = (text: string) => faultOf(NoSuchEntityException$, text)
const alreadyExists = (text: string) => faultOf(EntityAlreadyExistsException$, text)
const limitExceeded = (text: string) => faultOf(LimitExceededException$, text)
const invalidInput = (text: string) => faultOf(InvalidInputException$, text)
const malformedPolicy = (text: string) => faultOf(MalformedPolicyDocumentException$, text)
const validation = (text: string) =>
  new Fault({ code: 'ValidationError', status: 400, blame: 'client' }, text)

/** IAM's refusals in AWS's words. */
export const iamFaults = {
  alreadyExists,
  boundaryNotArn: (arn: string) => invalidInput(`ARN ${arn} is not valid.`),
  deleteConflict: (text: string) => faultOf(DeleteConflictException$, text),
  invalidInput,
  invalidPrincipal: (type: string, principal: string) =>
    malformedPolicy(`Invalid principal in policy: "${type.toUpperCase()}":"${principal}"`),
  limitExceeded,
  malformedPolicy,
  noSuchEntity,
  noSuchBoundary: (arn: string) => noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`),
  noSuchPolicy: (arn: string) => noSuchEntity(`Policy ${arn} was not found.`),
  noSuchPolicyToAttach: (arn: string) => noSuchEntity(`Policy ${arn} does not exist or is not attachable.`),
  noSuchPolicyVersion: (arn: string, id: string) =>
    noSuchEntity(`Policy ${arn} version ${id} does not exist or is not attachable.`),
  noSuchProvider: (arn: string) => noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`),
  noSuchProviderToDelete: (arn: string) => noSuchEntity(`OpenId connect Provider ${arn} cannot be found.`),
  noSuchRole: (name: string) => noSuchEntity(`The role with name ${name} cannot be found.`),
  noSuchRolePolicy: (name: string) => noSuchEntity(`The role policy with name ${name} cannot be found.`),
  notArn: (arn: string) => validation(`ARN ${arn} is not valid.`),
  notProviderUrl: () => validation('Invalid Open ID Connect Provider URL'),
  policyExists: (name: string) =>
    alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`),
  policyOfOthers: () =>
    new Fault({ code: 'AccessDenied', status: 403, blame: 'client' }, 'Policy is outside your own account.'),
  policyOfService: () =>
    faultOf(PolicyNotAttachableException$, 'Cannot attach a Service Role Policy to a Customer Role.'),
  providerExists: (url: string) => alreadyExists(`Provider with url ${url} already exists.`),
  /** @param quota as AWS names it in this text, such as `PoliciesPerRole`. */
  quotaExceeded: (quota: string, limit: number) =>
    limitExceeded(`Cannot exceed quota for ${quota}: ${limit}`),
  temporarilyUnmodifiable: (text: string) => faultOf(EntityTemporarilyUnmodifiableException$, text),
  roleExists: (name: string) => alreadyExists(`Role with name ${name} already exists.`),
  validation,
}
