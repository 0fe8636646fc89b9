import * as eks from '@aws-sdk/client-eks'
import { roleArn } from '../sts/sts-calls.ts'

type Input = Partial<eks.CreatePodIdentityAssociationCommandInput>

/** What tests ask of pod identity associations. */
export const associationCalls = {
  /** Of the ServiceAccount that is named, in the cluster `shop`, with the role `payments`. */
  given: (serviceAccount: string, input: Input = {}) => ({
    clusterName: 'shop',
    namespace: 'payments',
    serviceAccount,
    roleArn: roleArn('payments'),
    ...input,
  }),
  async create(client: eks.EKSClient, serviceAccount: string, input: Input = {}) {
    const command = new eks.CreatePodIdentityAssociationCommand(associationCalls.given(serviceAccount, input))
    return (await client.send(command)).association ?? {}
  },
  named: ({ associationId, clusterName }: eks.PodIdentityAssociation) => ({ clusterName, associationId }),
}
