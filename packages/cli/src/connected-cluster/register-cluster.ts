import { DeregisterClusterCommand } from '@aws-sdk/client-eks'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { parseArn } from '@rolecall/core'
import { awsAccess } from '../aws/aws-access.ts'
import { isAwsEndpoint } from '../aws/is-aws-endpoint.ts'
import type { Terminal } from '../terminal.ts'
import type { ConnectedClusterOptions } from './connected-cluster-options.ts'
import { ensureProvider } from './ensure-provider.ts'
import { ensureRegistered } from './ensure-registered.ts'
import { oneName } from './one-name.ts'
import { putIssuer } from './put-issuer.ts'
import { readStatedIssuer } from './read-stated-issuer.ts'
import { eksEndpoint } from './send-extension.ts'
import { wayOfKeys } from './way-of-keys.ts'

/**
 * `rolecall cluster register NAME`: reads all there is to know first, so that what can be refused is refused before
 * anything is made. Each step may have been done already.
 */
export async function registerCluster(
  options: ConnectedClusterOptions,
  names: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const name = oneName('register', names)
  const stated = await terminal.during('reading the cluster', readStatedIssuer(options, terminal))
  const keys = await terminal.during('asking its issuer', wayOfKeys(stated, options))
  const aws = awsAccess(options)
  const eks = await aws.eks()
  const { Arn = '', Account: account = '' } = await (await aws.sts()).send(new GetCallerIdentityCommand({}))
  const partition = parseArn(Arn)?.partition ?? 'aws'
  const roleArn = async () =>
    options.roleArn ?? `arn:${partition}:iam::${account}:role/AmazonEKSConnectorAgentRole`
  const { cluster, isNew } = await ensureRegistered(eks, name, { provider: options.provider, roleArn })
  const isAws = isAwsEndpoint(await eksEndpoint(eks))
  const outcome = isAws
    ? 'not-offered'
    : await putIssuer(eks, name, stated, keys.way).catch(async (error) => {
        // What this run made and cannot finish would stay as a cluster that nobody can use.
        if (isNew) await eks.send(new DeregisterClusterCommand({ name })).catch(() => {})
        throw error
      })
  terminal.say(`cluster ${name}: ${isNew ? 'registered' : 'already registered'} as ${cluster.arn}`)
  terminal.say(`issuer ${stated.issuer}`)
  if (isAws) {
    terminal.note(
      keys.way === 'fetched'
        ? 'AWS fetches the keys from the issuer itself; EKS is not told of it'
        : 'AWS has no way to upload keys or to trust an authority: it verifies no token of this issuer until the ' +
            'issuer can be asked by anybody. The rest is done',
    )
  } else {
    terminal.say(`keys: ${keys.sentence} (${outcome === 'changed' ? 'told to EKS' : 'already known'})`)
  }
  const provider = await ensureProvider(await aws.iam(), stated.issuer, { partition, account })
  const said = { made: 'made', changed: 'now takes tokens for sts.amazonaws.com', already: 'already there' }
  terminal.say(`OIDC provider ${provider.arn}: ${said[provider.outcome]}`)
  terminal.answer({
    name,
    arn: cluster.arn,
    registered: isNew ? 'made' : 'already',
    issuer: stated.issuer,
    keys: { way: keys.way, outcome },
    provider,
  })
}
