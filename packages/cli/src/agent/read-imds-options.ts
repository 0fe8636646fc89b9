import { defaultImdsRules, type ImdsConfig } from '@rolecall/agent'
import { Refusal } from '../refusal.ts'
import type { AgentOptions } from './agent-options.ts'
import { readImdsHosts } from './read-imds-hosts.ts'
import { readList } from './read-list.ts'
import { readNumber } from './read-number.ts'

/** How the instance metadata service is set up, or nothing where it is not asked for. @throws Refusal */
export function readImdsOptions(options: AgentOptions, nodeName: string | undefined): ImdsConfig | undefined {
  const { imdsInstanceProfile: instanceProfile, imdsInstanceId: instanceId } = options
  if (!options.imds) {
    if (instanceProfile !== undefined) throw new Refusal('--imds-instance-profile is for --imds.')
    return undefined
  }
  if (instanceProfile === undefined || !/^[\w+=,.@-]{1,128}$/.test(instanceProfile)) {
    throw new Refusal(
      '--imds needs --imds-instance-profile, the name of the profile whose role the node has.',
    )
  }
  if (instanceId !== undefined && !/^i-[0-9a-f]{8,17}$/.test(instanceId)) {
    throw new Refusal(`--imds-instance-id ${JSON.stringify(instanceId)} is not i- and 8 to 17 hex digits.`)
  }
  const hopLimit = readNumber('--imds-hop-limit', options.imdsHopLimit, 64)
  if (hopLimit < 1) throw new Refusal('--imds-hop-limit is at least 1.')
  const blocked = readList(options.imdsBlock, defaultImdsRules.blocked).filter((path) => path !== 'none')
  const relative = blocked.find((path) => !path.startsWith('/'))
  if (relative !== undefined) throw new Refusal(`--imds-block ${relative} is no path that begins with /.`)
  return {
    hosts: readImdsHosts(options),
    port: readNumber('--imds-port', options.imdsPort, 65_535),
    rules: { tokens: options.imdsHttpTokens, hopLimit, blocked },
    instanceProfile,
    instanceId,
    instanceType: options.imdsInstanceType,
    availabilityZone: options.imdsAvailabilityZone,
    nodeName,
    expectedNamespaces: readList(options.imdsExpectedNamespaces, ['kube-system']),
  }
}
