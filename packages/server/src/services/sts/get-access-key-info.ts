import {
  GetAccessKeyInfo$,
  type GetAccessKeyInfoRequest,
  type GetAccessKeyInfoResponse,
} from '@aws-sdk/client-sts'
import { accountOfAccessKeyId } from '@rolecall/core'
import type { Given } from '../given.ts'
import { operation } from '../operation.ts'
import { stsConstraints } from './constraints.ts'
import { stsFaults } from './faults.ts'

/**
 * The account an access key id names, be it ours or not: it stands in the id. Nothing is said of whether the key is
 * there, active or deleted, as in AWS.
 */
export const getAccessKeyInfo = operation<Given<GetAccessKeyInfoRequest>, GetAccessKeyInfoResponse>(
  GetAccessKeyInfo$,
  {
    constraints: { AccessKeyId: stsConstraints.accessKeyId },
    authorize: () => [{ action: 'sts:GetAccessKeyInfo', resource: '*', shownAs: '' }],
    trail: { readOnly: true },
    async handle({ AccessKeyId }) {
      const isAccessKey = /^A[KS]IA/.test(AccessKeyId)
      const account = isAccessKey ? accountOfAccessKeyId(AccessKeyId) : undefined
      if (account === undefined) throw stsFaults.validation(`${AccessKeyId} is invalid`)
      return { Account: account }
    },
  },
)
