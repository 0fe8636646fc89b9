import {
  type AgentLog,
  agentLog,
  initializeNode,
  ListenFailure,
  runProgram,
  startAgent,
} from '@rolecall/agent'
import { agentConfigOf } from '../agent/agent-config-of.ts'
import { type AgentOptions, agentOptions } from '../agent/agent-options.ts'
import { readBindHosts } from '../agent/read-bind-hosts.ts'
import { readImdsHosts } from '../agent/read-imds-hosts.ts'
import { sayReadiness } from '../agent/say-readiness.ts'
import { command } from '../command.ts'
import { Refusal } from '../refusal.ts'
import { untilStopped } from '../serve/until-stopped.ts'
import type { Terminal } from '../terminal.ts'

type Action = (options: AgentOptions, terminal: Terminal) => Promise<number>

/** The words that the stock agent knows as well. */
const actions: Readonly<Record<string, Action>> = {
  async server(options, terminal) {
    const log = agentLog(options.verbosity)
    leaveOwnAnswersAside(log)
    const config = await agentConfigOf(options, terminal.environment, log)
    const agent = await startAgent(config).catch((error) => {
      throw error instanceof ListenFailure ? new Refusal(`${error.message}.`) : error
    })
    // Before the word that it listens: who waits for that may ask it to stop at once.
    const stopped = untilStopped()
    const urls = agent.urls()
    terminal.say(`rolecall agent of cluster ${config.clusterName}: EKS Auth at ${config.endpoint.origin}`)
    terminal.say(`tokens are verified with: ${config.keys?.name}`)
    for (const url of urls) terminal.say(`rolecall agent listening on ${url}`)
    const { probePort, metricsPort } = agent
    terminal.answer({ urls, endpoint: config.endpoint.origin, probePort, metricsPort })
    const readiness = sayReadiness(agent, terminal.say)
    await stopped
    readiness.close()
    await agent.close()
    return 0
  },

  async initialize(options, terminal) {
    await initializeNode({
      addresses: [...readBindHosts(options), ...readImdsHosts(options)],
      isDryRun: options.dryRun ?? false,
      run: runProgram,
      say: terminal.say,
      warn: (text) => terminal.note(`rolecall: ${text}`),
    }).catch((error: Error) => {
      throw new Refusal(`the addresses of the agent cannot be set up: ${error.message}`)
    })
    terminal.answer({ initialized: !options.dryRun })
    return 0
  },
}

export const agent = command<AgentOptions>({
  description:
    'Gives the pods of a node their AWS credentials, as the EKS Pod Identity Agent does: pods show their token at ' +
    'http://169.254.170.23/v1/credentials, and EKS Auth, of AWS or of a Rolecall server, says what they get. The ' +
    'options of the stock agent are taken under their names. initialize puts the addresses on the node. Exit code 2: ' +
    'it cannot start.',
  options: agentOptions,
  operands: '[server|initialize]',
  examples: [
    {
      line: 'rolecall agent initialize',
      text: 'put 169.254.170.23 and fd00:ec2::23 on this node; needs root',
    },
    { line: 'rolecall agent --cluster-name shop', text: 'with AWS as it is, in place of the stock agent' },
    {
      line: 'rolecall agent server -c shop --endpoint https://rolecall.internal',
      text: 'with a Rolecall server',
    },
    {
      line: 'rolecall agent -c shop --bind-hosts 127.0.0.1 --port 8080 --endpoint http://127.0.0.1:4566',
      text: 'without privileges, on a laptop',
    },
  ],
  async run(options, [name = 'server'], terminal) {
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    if (!action) throw new Refusal(`${JSON.stringify(name)} is neither server nor initialize.`)
    return action(options, terminal)
  },
})

/** A profile may ask for container credentials, and on a node those are the agent's own answers. */
function leaveOwnAnswersAside(log: AgentLog): void {
  for (const name of ['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI']) {
    if (process.env[name] === undefined) continue
    log.warn({}, `${name} is left aside: the agent does not ask itself for credentials`)
    delete process.env[name]
  }
}
