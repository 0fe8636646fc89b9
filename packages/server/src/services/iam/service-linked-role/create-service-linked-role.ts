import {
  CreateServiceLinkedRole$,
  type CreateServiceLinkedRoleRequest,
  type CreateServiceLinkedRoleResponse,
} from '@aws-sdk/client-iam'
import { newUniqueId } from '@rolecall/core'
import { awsManagedPolicies } from '../../../records/aws-managed-policies.ts'
import type { Role } from '../../../records/role.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { attachments } from '../managed-policy/attachments.ts'
import { refuseTooManyRoles } from '../role/refuse-too-many-roles.ts'
import { roleKind } from '../role/role-kind.ts'
import { roleOutput } from '../role/role-output.ts'
import { linkedServices } from './linked-services.data.ts'
import { serviceLinkedRoleArn } from './service-linked-role-arn.ts'
import { serviceLinkedRoleConstraints } from './service-linked-role-constraints.ts'
import { serviceLinkedRoleFaults } from './service-linked-role-faults.ts'
import { serviceLinkedRoleName } from './service-linked-role-name.ts'

const longestName = 64

export const createServiceLinkedRole = operation<
  Given<CreateServiceLinkedRoleRequest>,
  CreateServiceLinkedRoleResponse
>(CreateServiceLinkedRole$, {
  constraints: {
    AWSServiceName: serviceLinkedRoleConstraints.service,
    CustomSuffix: serviceLinkedRoleConstraints.customSuffix,
    Description: iamConstraints.roleDescription,
  },
  authorize: (input, context) => [
    {
      action: 'iam:CreateServiceLinkedRole',
      resource: serviceLinkedRoleArn(input.AWSServiceName, serviceLinkedRoleName(input) ?? '*', context),
      context: [['iam:AWSServiceName', input.AWSServiceName]],
    },
  ],
  trail: { readOnly: false },
  async handle(input, context) {
    const { AWSServiceName: service, CustomSuffix: suffix } = input
    const { account, now, partition, random, transaction } = context
    const known = linkedServices.get(service)
    const name = serviceLinkedRoleName(input)
    if (!known || name === undefined) throw serviceLinkedRoleFaults.noSuchService(service)
    if (suffix !== undefined && !known.takesSuffix) throw serviceLinkedRoleFaults.suffixNotAllowed(service)
    if (name.length > longestName) {
      throw iamFaults.invalidInput(`Role name ${name} is longer than ${longestName} characters.`)
    }
    if (await roleKind.read(name, context)) throw serviceLinkedRoleFaults.taken(name)
    await refuseTooManyRoles(context)
    const policyArn = `arn:${partition}:iam::aws:policy/aws-service-role/${known.policy}`
    const attached = (await awsManagedPolicies.find(transaction, policyArn)) ? [policyArn] : []
    const role: Role = {
      account,
      name,
      path: `/aws-service-role/${service}/`,
      id: newUniqueId('role', random),
      arn: serviceLinkedRoleArn(service, name, context),
      createdAt: now,
      description: input.Description,
      maxSessionDuration: 3600,
      trust: { document: trustOf(service), principalIds: {} },
      tags: {},
      inline: {},
      attached,
      linkedService: service,
    }
    for (const arn of attached) await attachments.add('Role', role, arn, 'permissions', context)
    await roleKind.keep(role, context)
    return { Role: roleOutput.described(role) }
  },
})

function trustOf(service: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  })
}
