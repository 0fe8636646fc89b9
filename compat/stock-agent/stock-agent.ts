import { freePorts } from '../free-ports.ts'
import { type StartedAgent, startedAgent } from '../started-agent.ts'
import { askAgent } from './ask-agent.ts'

export interface StockAgent extends StartedAgent {
  readonly metricsUrl: string
}

/** The only names that it answers to, whatever it listens on. */
export const stockHost = '169.254.170.23'

/** The stock agent on loopback, of the cluster `shop` unless it is of another one. It knows EKS Auth by `--endpoint` alone. */
export async function stockAgent(
  program: string,
  endpoint: string,
  environment: Readonly<Record<string, string>>,
  cluster = 'shop',
): Promise<StockAgent> {
  const [port, probePort, metricsPort] = await freePorts(3)
  const url = `http://127.0.0.1:${port}/v1/credentials`
  const line = ['server', '-c', cluster, '-b', '127.0.0.1', '-p', `${port}`, '--endpoint', endpoint]
  line.push(
    '--probe-port',
    `${probePort}`,
    '--metrics-address',
    '127.0.0.1',
    '--metrics-port',
    `${metricsPort}`,
  )
  const own = { AWS_REGION: 'us-east-1', AWS_CONFIG_FILE: '/dev/null', AWS_EC2_METADATA_DISABLED: 'true' }
  const agent = await startedAgent({
    program,
    line,
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...own, ...environment },
    ready: async () => {
      const answered = await askAgent({ url, host: stockHost }, undefined).catch(() => undefined)
      return answered?.status === 400 ? url : undefined
    },
  })
  return { ...agent, metricsUrl: `http://127.0.0.1:${metricsPort}/metrics` }
}
