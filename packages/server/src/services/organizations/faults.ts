import {
  AccessDeniedException$,
  AccountAlreadyClosedException$,
  AccountNotFoundException$,
  AlreadyInOrganizationException$,
  AWSOrganizationsNotInUseException$,
  ChildNotFoundException$,
  ConstraintViolationException$,
  type ConstraintViolationExceptionReason,
  CreateAccountStatusNotFoundException$,
  DestinationParentNotFoundException$,
  DuplicateAccountException$,
  DuplicateOrganizationalUnitException$,
  DuplicatePolicyAttachmentException$,
  DuplicatePolicyException$,
  EffectivePolicyNotFoundException$,
  InvalidInputException$,
  type InvalidInputExceptionReason,
  MalformedPolicyDocumentException$,
  MasterCannotLeaveOrganizationException$,
  OrganizationalUnitNotEmptyException$,
  OrganizationalUnitNotFoundException$,
  OrganizationNotEmptyException$,
  ParentNotFoundException$,
  PolicyInUseException$,
  PolicyNotAttachedException$,
  PolicyNotFoundException$,
  PolicyTypeAlreadyEnabledException$,
  PolicyTypeNotAvailableForOrganizationException$,
  PolicyTypeNotEnabledException$,
  RootNotFoundException$,
  SourceParentNotFoundException$,
  TargetNotFoundException$,
} from '@aws-sdk/client-organizations'
import { faultOf } from '@rolecall/aws-protocol'
import type { StaticErrorSchema } from '@smithy/types'

/** The service answers 400 whatever the model says: `httpError` is not for JSON protocols. */
const status = 400
const fault = (schema: StaticErrorSchema, text: string, members: Readonly<Record<string, unknown>> = {}) =>
  faultOf(schema, text, members, status)
const constraint = (Reason: ConstraintViolationExceptionReason, text: string) =>
  fault(ConstraintViolationException$, text, { Reason })
const input = (Reason: InvalidInputExceptionReason, text: string) =>
  fault(InvalidInputException$, text, { Reason })

/** Refusals of Organizations in AWS's words, where they are known; else in those of its API Reference. */
export const organizationsFaults = {
  accountAlreadyClosed: () =>
    fault(AccountAlreadyClosedException$, 'The provided account is already closed.'),
  alreadyInOrganization: () =>
    fault(AlreadyInOrganizationException$, 'The AWS account is already a member of an organization.'),
  constraint,
  duplicateAccount: () =>
    fault(DuplicateAccountException$, 'That account is already present in the specified destination.'),
  duplicateAttachment: () =>
    fault(DuplicatePolicyAttachmentException$, 'A policy with the specified name and type already exists.'),
  duplicatePolicy: () =>
    fault(DuplicatePolicyException$, 'A policy with the specified name and type already exists.'),
  duplicateUnit: () =>
    fault(DuplicateOrganizationalUnitException$, 'An OU with the same name already exists.'),
  input,
  invalidEnum: () => input('INVALID_ENUM_POLICY_TYPE', 'You specified an invalid policy type string.'),
  invalidPattern: () =>
    input('INVALID_PATTERN', 'You provided a value that does not match the required pattern.'),
  invalidToken: () => input('INVALID_NEXT_TOKEN', 'You specified an invalid value for NextToken.'),
  malformedPolicy: () =>
    fault(
      MalformedPolicyDocumentException$,
      'The provided policy document does not meet the requirements of the specified policy type.',
    ),
  managementCannotLeave: () =>
    fault(
      MasterCannotLeaveOrganizationException$,
      "You can't remove a management account from an organization.",
    ),
  noAccess: () => fault(AccessDeniedException$, "You don't have permissions to access this resource."),
  noSuchAccount: () => fault(AccountNotFoundException$, "You specified an account that doesn't exist."),
  noSuchChild: () => fault(ChildNotFoundException$, "You specified a child that doesn't exist."),
  noSuchCreation: () =>
    fault(
      CreateAccountStatusNotFoundException$,
      "You specified an account creation request that doesn't exist.",
    ),
  noSuchDestination: () =>
    fault(DestinationParentNotFoundException$, "You specified a destination container that doesn't exist."),
  noSuchEffectivePolicy: () =>
    fault(
      EffectivePolicyNotFoundException$,
      'The effective policy for the specified target and policy type does not exist.',
    ),
  noSuchParent: () => fault(ParentNotFoundException$, "You specified parent that doesn't exist."),
  noSuchPolicy: () => fault(PolicyNotFoundException$, "You specified a policy that doesn't exist."),
  noSuchRoot: () => fault(RootNotFoundException$, "You specified a root that doesn't exist."),
  noSuchSource: () =>
    fault(SourceParentNotFoundException$, "You specified a source container that doesn't exist."),
  noSuchTarget: () => fault(TargetNotFoundException$, "You specified a target that doesn't exist."),
  noSuchUnit: () =>
    fault(OrganizationalUnitNotFoundException$, "You specified an organizational unit that doesn't exist."),
  notAttached: () => fault(PolicyNotAttachedException$, "The policy isn't attached to the specified target."),
  notInUse: () =>
    fault(AWSOrganizationsNotInUseException$, 'Your account is not a member of an organization.'),
  organizationNotEmpty: () =>
    fault(
      OrganizationNotEmptyException$,
      'To delete an organization you must first remove all member accounts (except the master).',
    ),
  policyInUse: () =>
    fault(
      PolicyInUseException$,
      'The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.',
    ),
  typeAlreadyEnabled: () =>
    fault(PolicyTypeAlreadyEnabledException$, 'The specified policy type is already enabled.'),
  typeNotAvailable: () =>
    fault(
      PolicyTypeNotAvailableForOrganizationException$,
      "You can't use the specified policy type with the feature set currently enabled for this organization.",
    ),
  typeNotEnabled: () =>
    fault(PolicyTypeNotEnabledException$, 'This operation can be performed only for enabled policy types.'),
  unitNotEmpty: () =>
    fault(
      OrganizationalUnitNotEmptyException$,
      'To delete an organizational unit you must first remove all accounts and organizational units from it.',
    ),
}
