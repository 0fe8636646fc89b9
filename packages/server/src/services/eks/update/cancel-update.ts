import { CancelUpdate$, type CancelUpdateRequest, type CancelUpdateResponse } from '@aws-sdk/client-eks'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { clusterPermission } from '../cluster/cluster-permission.ts'
import { eksFaults } from '../faults.ts'
import { findUpdate } from './find-update.ts'

/** AWS cancels version rollbacks of clusters in Auto Mode alone, which there are none of here: so nothing can be. */
export const cancelUpdate = operation<Given<CancelUpdateRequest>, CancelUpdateResponse>(CancelUpdate$, {
  authorize: clusterPermission('CancelUpdate'),
  trail: { readOnly: false, resources: ({ name }) => [{ type: 'AWS::EKS::Cluster', name }] },
  async handle(input, context) {
    const { id, type } = await findUpdate(input, context)
    throw eksFaults.invalidRequest(`The update ${id} of type ${type} cannot be cancelled.`, {
      clusterName: input.name,
    })
  },
})
