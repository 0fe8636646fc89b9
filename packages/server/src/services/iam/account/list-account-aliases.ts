import {
  ListAccountAliases$,
  type ListAccountAliasesRequest,
  type ListAccountAliasesResponse,
} from '@aws-sdk/client-iam'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { page } from '../page.ts'
import { findAccount } from './find-account.ts'

export const listAccountAliases = operation<ListAccountAliasesRequest, ListAccountAliasesResponse>(
  ListAccountAliases$,
  {
    constraints: { Marker: iamConstraints.marker, MaxItems: iamConstraints.maxItems },
    authorize: () => [{ action: 'iam:ListAccountAliases', resource: '*' }],
    trail: { readOnly: true },
    async handle(input, context) {
      const { alias } = await findAccount(context)
      const { items, marker } = page(alias === undefined ? [] : [alias], input, (one) => one)
      return { AccountAliases: items, ...marker }
    },
  },
)
