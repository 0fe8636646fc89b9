import { ListClusters$, type ListClustersRequest, type ListClustersResponse } from '@aws-sdk/client-eks'
import { formatPageToken, parsePageToken } from '@rolecall/core'
import { clusters } from '../../../records/cluster.ts'
import { operation } from '../../operation.ts'
import { eksConstraints } from '../constraints.ts'
import { eksFaults } from '../faults.ts'

const usual = 100

export const listClusters = operation<ListClustersRequest, ListClustersResponse>(ListClusters$, {
  constraints: { include: eksConstraints.include, maxResults: eksConstraints.maxResults },
  authorize: () => [{ action: 'eks:ListClusters', resource: '*' }],
  trail: { readOnly: true },
  async handle(input, { account, region, transaction }) {
    const after = input.nextToken === undefined ? undefined : parsePageToken(input.nextToken)
    if (input.nextToken !== undefined && after === undefined)
      throw eksFaults.invalidParameter('Invalid nextToken.')
    const limit = input.maxResults ?? usual
    const range = { after: after === undefined ? undefined : [after] }
    const all = await transaction.list(clusters, [account, region], range)
    // Connected clusters are shown to who asks for all, as in AWS.
    const found = all.filter(({ connection }) => !connection || input.include?.includes('all'))
    const names = found.slice(0, limit).map(({ name }) => name)
    const last = names.at(-1)
    return {
      clusters: names,
      ...(found.length > limit && last !== undefined ? { nextToken: formatPageToken(last) } : {}),
    }
  },
})
