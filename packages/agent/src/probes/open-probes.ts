import { type ProbeDoors, probeServer } from '@rolecall/http'
import type { AgentConfig } from '../agent-config.ts'
import { explainBindFailure } from '../listener/explain-bind-failure.ts'
import { ListenFailure } from '../listener/open-listener.ts'
import type { AgentMetrics } from './agent-metrics.ts'

export interface OpenProbes {
  readonly probePort: number
  readonly metricsPort: number
  close(): void
}

/** `/healthz` and `/readyz` for the kubelet on this node alone; the same and `/metrics` for others. */
export async function openProbes(
  { probePort, metricsAddress, metricsPort }: AgentConfig,
  metrics: AgentMetrics,
  unready: () => string | undefined,
): Promise<OpenProbes> {
  const probes: ProbeDoors = {
    '/healthz': () => ({ status: 200, text: '' }),
    '/readyz': () => {
      const reason = unready()
      return reason === undefined ? { status: 200, text: '' } : { status: 503, text: `${reason}\n` }
    },
  }
  const measured: ProbeDoors = {
    ...probes,
    '/metrics': async () => ({ status: 200, type: metrics.contentType, text: await metrics.text() }),
  }
  const near = await open('127.0.0.1', probePort, '--probe-port', probes)
  try {
    const far = await open(metricsAddress, metricsPort, '--metrics-port', measured)
    return {
      probePort: near.port,
      metricsPort: far.port,
      close() {
        near.close()
        far.close()
      },
    }
  } catch (error) {
    near.close()
    throw error
  }
}

async function open(host: string, port: number, flag: string, doors: ProbeDoors) {
  try {
    return await probeServer(host, port, doors)
  } catch (error) {
    const failure = explainBindFailure(error, host, port, flag)
    throw failure ? new ListenFailure(failure.sentence) : error
  }
}
