import { podIdentityAgent } from '@rolecall/core'
import type { AgentOptions } from './agent-options.ts'
import { readIpAddress } from './read-ip-address.ts'
import { readList } from './read-list.ts'

/** The addresses of `--bind-hosts`. @throws Refusal */
export function readBindHosts({ bindHosts }: AgentOptions): readonly string[] {
  return readList(bindHosts, Object.values(podIdentityAgent.addresses)).map(readIpAddress)
}
