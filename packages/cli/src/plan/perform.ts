import {
  CreateClusterCommand,
  CreatePodIdentityAssociationCommand,
  DeletePodIdentityAssociationCommand,
  type EKSClient,
  UpdatePodIdentityAssociationCommand,
  waitUntilClusterActive,
} from '@aws-sdk/client-eks'
import {
  AddClientIDToOpenIDConnectProviderCommand,
  AttachRolePolicyCommand,
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  type IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import type { KubernetesApi } from '@rolecall/kubernetes'
import { Refusal } from '../refusal.ts'
import type { Call, Calls } from './step.ts'

export interface Doors {
  readonly eks: EKSClient
  readonly iam: IAMClient
  /** Opened at the first call that needs it, because the cluster may be made on the way. */
  kubernetes(): Promise<KubernetesApi>
}

/** Seconds. EKS takes some ten minutes to make a control plane, a server of one's own a blink. */
const longestWait = 1800

const performers: {
  readonly [Name in keyof Calls]: (input: Calls[Name], doors: Doors) => Promise<unknown>
} = {
  'eks:CreateCluster': (input, { eks }) => eks.send(new CreateClusterCommand(input)),
  'eks:CreatePodIdentityAssociation': (input, { eks }) =>
    eks.send(new CreatePodIdentityAssociationCommand(input)),
  'eks:DeletePodIdentityAssociation': (input, { eks }) =>
    eks.send(new DeletePodIdentityAssociationCommand(input)),
  'eks:UpdatePodIdentityAssociation': (input, { eks }) =>
    eks.send(new UpdatePodIdentityAssociationCommand(input)),
  'eks:DescribeCluster': async (input, { eks }) => {
    const patience = { client: eks, minDelay: 0.2, maxDelay: 15, maxWaitTime: longestWait }
    await waitUntilClusterActive(patience, input).catch((error: Error) => {
      throw new Refusal(`the cluster ${input.name} did not become active: ${error.message}`)
    })
  },
  'iam:AddClientIDToOpenIDConnectProvider': (input, { iam }) =>
    iam.send(new AddClientIDToOpenIDConnectProviderCommand(input)),
  'iam:AttachRolePolicy': (input, { iam }) => iam.send(new AttachRolePolicyCommand(input)),
  'iam:CreateOpenIDConnectProvider': (input, { iam }) =>
    iam.send(new CreateOpenIDConnectProviderCommand(input)),
  'iam:CreateRole': (input, { iam }) => iam.send(new CreateRoleCommand(input)),
  'iam:DeleteRole': (input, { iam }) => iam.send(new DeleteRoleCommand(input)),
  'iam:DeleteRolePermissionsBoundary': (input, { iam }) =>
    iam.send(new DeleteRolePermissionsBoundaryCommand(input)),
  'iam:DeleteRolePolicy': (input, { iam }) => iam.send(new DeleteRolePolicyCommand(input)),
  'iam:DetachRolePolicy': (input, { iam }) => iam.send(new DetachRolePolicyCommand(input)),
  'iam:PutRolePermissionsBoundary': (input, { iam }) =>
    iam.send(new PutRolePermissionsBoundaryCommand(input)),
  'iam:PutRolePolicy': (input, { iam }) => iam.send(new PutRolePolicyCommand(input)),
  'iam:TagRole': (input, { iam }) => iam.send(new TagRoleCommand(input)),
  'iam:UpdateAssumeRolePolicy': (input, { iam }) => iam.send(new UpdateAssumeRolePolicyCommand(input)),
  'kubernetes:CreateNamespace': async ({ object }, doors) =>
    (await doors.kubernetes()).namespaces.create(object),
  'kubernetes:CreateServiceAccount': async ({ namespace, object }, doors) =>
    (await doors.kubernetes()).serviceAccounts(namespace).create(object),
  'kubernetes:PatchServiceAccount': async ({ namespace, name, patch }, doors) =>
    (await doors.kubernetes()).serviceAccounts(namespace).merge(name, patch),
}

/** Makes one call of a step, and hands on what it answers. */
export async function perform({ call, input }: Call, doors: Doors): Promise<unknown> {
  // The types of `Call` and of the table are one, which a union of calls can no longer show.
  return (performers[call] as (input: unknown, doors: Doors) => Promise<unknown>)(input, doors)
}
