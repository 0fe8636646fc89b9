import { join } from 'node:path'
import { freePorts } from '../../compat/free-ports.ts'
import type { ControlPlane } from '../control-plane/start-control-plane.ts'
import { type Program, startProgram } from '../control-plane/start-program.ts'

export interface StartedAgent extends Pick<Program, 'stop'> {
  /** Where pods ask for their credentials. */
  readonly url: string
}

const bin = new URL('../../packages/cli/bin/rolecall.js', import.meta.url).pathname

/**
 * `rolecall agent` as a process of this machine, without privileges. It verifies tokens with the keys of the issuer
 * that EKS names, and trusts the authority of the control plane as a node does.
 */
export async function startAgent(
  { authorityFile, folder }: Pick<ControlPlane, 'authorityFile' | 'folder'>,
  cluster: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<StartedAgent> {
  const [port = 0, probePort = 0, metricsPort = 0] = await freePorts(3)
  const program = await startProgram({
    program: process.execPath,
    line: [
      bin,
      ...['agent', '--cluster-name', cluster, '--keys', 'cluster'],
      ...['--endpoint', environment['AWS_ENDPOINT_URL'] ?? ''],
      ...['--bind-hosts', '127.0.0.1', '--port', String(port), '--probe-port', String(probePort)],
      ...['--metrics-address', '127.0.0.1', '--metrics-port', String(metricsPort)],
    ],
    log: join(folder, 'agent.log'),
    environment: { ...environment, NODE_EXTRA_CA_CERTS: authorityFile },
    isReady: async () => (await fetch(`http://127.0.0.1:${probePort}/readyz`)).status === 200,
  })
  return { url: `http://127.0.0.1:${port}/v1/credentials`, stop: program.stop }
}
