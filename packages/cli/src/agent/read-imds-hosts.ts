import type { AgentOptions } from './agent-options.ts'
import { readIpAddress } from './read-ip-address.ts'
import { readList } from './read-list.ts'

/** The addresses at which SDKs look for the instance metadata service. */
const addresses = ['169.254.169.254', 'fd00:ec2::254']

/** The addresses of `--imds-bind-hosts`; none without --imds. @throws Refusal */
export function readImdsHosts({ imds, imdsBindHosts }: AgentOptions): readonly string[] {
  return imds ? readList(imdsBindHosts, addresses).map(readIpAddress) : []
}
