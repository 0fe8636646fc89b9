import { awsAccess } from '../aws/aws-access.ts'
import { isAwsEndpoint } from '../aws/is-aws-endpoint.ts'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import type { ConnectedClusterOptions } from './connected-cluster-options.ts'
import { oneName } from './one-name.ts'
import { eksEndpoint, sendExtension } from './send-extension.ts'

/** `rolecall cluster rotate NAME`: a new key for the issuer of a cluster that the server made. */
export async function rotateCluster(
  options: ConnectedClusterOptions,
  names: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const name = oneName('rotate', names)
  const { immediately = false } = options
  const eks = await awsAccess(options).eks()
  if (isAwsEndpoint(await eksEndpoint(eks)))
    throw new Refusal('EKS of AWS rotates the keys of its issuers by itself, and offers no call for it')
  const path = `/clusters/${encodeURIComponent(name)}/rotate-keys`
  await sendExtension(eks, { method: 'POST', path, body: { immediately } })
  const when = immediately ? 'and signs now' : 'and signs in an hour, when everybody has seen it'
  terminal.say(
    `cluster ${name}: a new key is published ${when}; tokens of the others are good until they end`,
  )
  terminal.answer({ name, signs: immediately ? 'now' : 'in an hour' })
}
