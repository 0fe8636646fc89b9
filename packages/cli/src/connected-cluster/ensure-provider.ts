import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  type IAMClient,
} from '@aws-sdk/client-iam'
import { providerName } from '../plan/provider-name.ts'
import { unlessMissing } from '../plan/unless-missing.ts'
import { Refusal } from '../refusal.ts'

const audience = 'sts.amazonaws.com'

export interface EnsuredProvider {
  readonly arn: string
  readonly outcome: 'made' | 'changed' | 'already'
}

/** The IAM OIDC provider of an issuer, for the audience that the webhook asks tokens for. @throws Refusal */
export async function ensureProvider(
  iam: IAMClient,
  issuer: string,
  { partition, account }: { partition: string; account: string },
): Promise<EnsuredProvider> {
  const arn = `arn:${partition}:iam::${account}:oidc-provider/${providerName(issuer)}`
  const get = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn })
  const present = await unlessMissing(iam.send(get))
  if (!present) {
    await iam.send(new CreateOpenIDConnectProviderCommand({ Url: issuer, ClientIDList: [audience] }))
    return { arn, outcome: 'made' }
  }
  // AWS shows the URL without its scheme.
  const url = present.Url?.includes('://') ? present.Url : `https://${present.Url}`
  if (issuer.startsWith('https:') && url !== issuer) {
    throw new Refusal(
      `there is a provider for ${url}, and the tokens of the cluster say ${issuer}: a token is believed only if the ` +
        'two are the same letter by letter. Delete that provider, or change the issuer of the cluster',
    )
  }
  if (present.ClientIDList?.includes(audience)) return { arn, outcome: 'already' }
  const input = { OpenIDConnectProviderArn: arn, ClientID: audience }
  await iam.send(new AddClientIDToOpenIDConnectProviderCommand(input))
  return { arn, outcome: 'changed' }
}
