import { DescribeUpdate$, type DescribeUpdateRequest, type DescribeUpdateResponse } from '@aws-sdk/client-eks'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { clusterPermission } from '../cluster/cluster-permission.ts'
import { findUpdate } from './find-update.ts'
import { updateOutput } from './update-output.ts'

export const describeUpdate = operation<Given<DescribeUpdateRequest>, DescribeUpdateResponse>(
  DescribeUpdate$,
  {
    authorize: clusterPermission('DescribeUpdate'),
    trail: { readOnly: true },
    handle: async (input, context) => ({ update: updateOutput(await findUpdate(input, context)) }),
  },
)
