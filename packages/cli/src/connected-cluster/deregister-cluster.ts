import { DeregisterClusterCommand } from '@aws-sdk/client-eks'
import { systemClock } from '@rolecall/core'
import { awsAccess } from '../aws/aws-access.ts'
import { heardTime } from '../aws/heard-time.ts'
import type { Terminal } from '../terminal.ts'
import type { ConnectedClusterOptions } from './connected-cluster-options.ts'
import { goingLines } from './going-lines.ts'
import { oneName } from './one-name.ts'
import { readGoing } from './read-going.ts'

/**
 * `rolecall cluster deregister NAME`. Roles name the provider of its issuer, so that is left to who made them. Its
 * associations go without asking, as with the AWS CLI, and are told.
 */
export async function deregisterCluster(
  options: ConnectedClusterOptions,
  names: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const name = oneName('deregister', names)
  const eks = await awsAccess(options).eks()
  const going = await terminal.during('reading its associations', readGoing(eks, name))
  const time = heardTime(eks)
  const { cluster } = await eks.send(new DeregisterClusterCommand({ name }))
  const now = time() ?? systemClock()
  const issuer = cluster?.identity?.oidc?.issuer
  terminal.say(`cluster ${name}: deregistered`)
  for (const line of goingLines(name, going, now, options)) terminal.say(line)
  // What was told of its keys is gone, whichever way they came.
  if (issuer !== undefined)
    terminal.say(
      `The OIDC provider of ${issuer} is left, and takes tokens whose keys that issuer shows to anybody; keys that were uploaded, if any, are forgotten. Delete it where no role names it.`,
    )
  const associations = going?.map(({ namespace, serviceAccount, roleArn, targetRoleArn }) => ({
    namespace,
    serviceAccount,
    roleArn,
    ...(targetRoleArn ? { targetRoleArn } : {}),
  }))
  terminal.answer({ name, arn: cluster?.arn, issuer, ...(associations ? { associations } : {}) })
}
