import type { ClusterConfig } from '../cluster-config/cluster-config.ts'
import { ownership } from './ownership.ts'
import type { Present } from './present.ts'
import { providerName } from './provider-name.ts'
import type { Step } from './step.ts'
import { tagList } from './tag-list.ts'

const audience = 'sts.amazonaws.com'

/** What makes IAM know the issuer of the cluster. Other audiences of the provider are left as they are. */
export function providerSteps(config: ClusterConfig, present: Present): Step[] {
  if (!config.iam?.withOIDC) return []
  const what = `OIDC provider of cluster ${config.metadata.name}`
  const issuer = present.cluster?.issuer
  if (issuer === undefined) return [{ change: 'create', what, calls: [], afterCluster: true }]
  if (!present.provider) {
    const Tags = tagList(ownership.tagsOf(config.metadata.name, present))
    const input = { Url: issuer, ClientIDList: [audience], Tags }
    const details = [issuer, `audience ${audience}`]
    return [{ change: 'create', what, details, calls: [{ call: 'iam:CreateOpenIDConnectProvider', input }] }]
  }
  if (present.provider.clientIds.includes(audience)) return [{ change: 'keep', what, calls: [] }]
  const { partition, account } = present
  const OpenIDConnectProviderArn = `arn:${partition}:iam::${account}:oidc-provider/${providerName(issuer)}`
  const input = { OpenIDConnectProviderArn, ClientID: audience }
  return [
    {
      change: 'change',
      what,
      details: [`+ audience ${audience}`],
      calls: [{ call: 'iam:AddClientIDToOpenIDConnectProvider', input }],
    },
  ]
}
