import * as iam from '@aws-sdk/client-iam'
import type { OperationSchema } from '@rolecall/aws-protocol'
import { type Operation, operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findUser } from './find-user.ts'
import { userNamed } from './user-named.ts'
import { userPermission } from './user-permission.ts'
import { userResource } from './user-resource.ts'

/**
 * Kinds of credentials that cannot be made here, and so that nobody has. To list them is answered, truly, with none:
 * whoever deletes a user, as Terraform does with `force_destroy`, first asks for all that the user may have.
 */
const kinds: readonly (readonly [list: OperationSchema, member: string, truncated: object])[] = [
  [iam.ListServiceSpecificCredentials$, 'ServiceSpecificCredentials', {}],
  [iam.ListSigningCertificates$, 'Certificates', { IsTruncated: false }],
  [iam.ListSSHPublicKeys$, 'SSHPublicKeys', { IsTruncated: false }],
]

/** The operations that list them. */
export const credentialsNobodyHas: readonly Operation[] = kinds.map(([schema, member, truncated]) =>
  operation<{ UserName?: string }, object>(schema, {
    constraints: { UserName: iamConstraints.userName },
    authorize: userPermission(schema[2]),
    trail: { readOnly: true, resources: userResource },
    async handle(input, context) {
      await findUser(userNamed(input, context), context)
      return { [member]: [], ...truncated }
    },
  }),
)
