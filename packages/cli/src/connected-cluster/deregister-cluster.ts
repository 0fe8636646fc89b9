import { DeregisterClusterCommand } from '@aws-sdk/client-eks'
import { awsAccess } from '../aws/aws-access.ts'
import type { Terminal } from '../terminal.ts'
import type { ConnectedClusterOptions } from './connected-cluster-options.ts'
import { oneName } from './one-name.ts'

/** `rolecall cluster deregister NAME`. Roles name the provider of its issuer, so that is left to who made them. */
export async function deregisterCluster(
  options: ConnectedClusterOptions,
  names: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const name = oneName('deregister', names)
  const eks = await awsAccess(options).eks()
  const { cluster } = await eks.send(new DeregisterClusterCommand({ name }))
  const issuer = cluster?.identity?.oidc?.issuer
  terminal.say(`cluster ${name}: deregistered, and keys that were uploaded for it are forgotten`)
  if (issuer !== undefined)
    terminal.say(`The OIDC provider of ${issuer} is left: delete it where no role names it.`)
  terminal.answer({ name, arn: cluster?.arn, issuer })
}
