import {
  AssociateEncryptionConfig$,
  type AssociateEncryptionConfigRequest,
  type AssociateEncryptionConfigResponse,
} from '@aws-sdk/client-eks'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { eksConstraints } from '../constraints.ts'
import { eksFaults } from '../faults.ts'
import { changeCluster } from './change-cluster.ts'
import { clusterConditionKeys } from './cluster-condition-keys.ts'
import { clusterPermission } from './cluster-permission.ts'
import { refuseEncryption } from './refuse-encryption.ts'

/** Kept and told; what this server keeps is sealed by its own keys. As in AWS it cannot be undone. */
export const associateEncryptionConfig = operation<
  Given<AssociateEncryptionConfigRequest>,
  AssociateEncryptionConfigResponse
>(AssociateEncryptionConfig$, {
  constraints: { encryptionConfig: eksConstraints.encryptionConfig },
  authorize: clusterPermission('AssociateEncryptionConfig', ({ encryptionConfig }) =>
    clusterConditionKeys({ encryptionConfig }),
  ),
  trail: { readOnly: false, resources: ({ clusterName: name }) => [{ type: 'AWS::EKS::Cluster', name }] },
  handle: (input, context) =>
    changeCluster(
      input.clusterName,
      input,
      (cluster) => {
        const { encryptionConfig } = input
        refuseEncryption(encryptionConfig)
        if (cluster.configuration?.encryptionConfig) {
          throw eksFaults.invalidRequest('Encryption config is already associated with the cluster', {
            clusterName: cluster.name,
          })
        }
        return {
          type: 'AssociateEncryptionConfig',
          changes: { configuration: { ...cluster.configuration, encryptionConfig } },
          params: [['EncryptionConfig', encryptionConfig]],
        }
      },
      context,
    ),
})
