import { outerEnvironment } from './outer-environment.ts'
import type { Serving } from './serving.ts'
import { type StartedAgent, startedAgent } from './started-agent.ts'

const bin = new URL('../packages/cli/bin/rolecall.js', import.meta.url).pathname
const free = ['--bind-hosts', '127.0.0.1', '--port', '0', '--probe-port', '0', '--metrics-port', '0']

/** `rolecall agent` of the cluster `shop` on free ports of loopback. */
export function rolecallAgent(
  server: Serving,
  line: readonly string[] = [],
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<StartedAgent> {
  return startedAgent({
    program: process.execPath,
    line: [bin, 'agent', '-c', 'shop', ...free, '-v', 'error', ...line],
    env: { ...outerEnvironment, ...server.environment, ...environment },
    ready: (printed) => /rolecall agent listening on (\S+)\n/.exec(printed)?.[1],
  })
}
