import { readFile } from 'node:fs/promises'
import { openLog, startWebhook } from '@rolecall/webhook'
import { command } from '../command.ts'
import { Refusal } from '../refusal.ts'
import { explainListenFailure } from '../serve/explain-listen-failure.ts'
import { untilStopped } from '../serve/until-stopped.ts'
import { readWebhookOptions } from '../webhook/read-webhook-options.ts'
import { webhookOptions } from '../webhook/webhook-options.data.ts'
import type { WebhookOptions } from '../webhook/webhook-options.ts'

/** How the table says of a flag that it changes nothing. */
const ignored = 'accepted'

export const webhook = command<WebhookOptions>({
  description:
    'Answers a kube-apiserver that asks how pods are to be changed (AdmissionReview on /mutate, over TLS): each pod ' +
    'gets variables, token and mount for the AWS role of its ServiceAccount. It takes every flag of the ' +
    'amazon-eks-pod-identity-webhook and can stand in its place. It writes its log as JSON to standard output. ' +
    'SIGTERM lets requests under way end, with exit code 0. Exit code 2: it cannot start.',
  options: webhookOptions,
  examples: [
    { line: 'rolecall webhook', text: 'in a cluster, with a certificate that it makes and renews itself' },
    {
      line: 'rolecall webhook --in-cluster=false --tls-cert c.pem --tls-key k.pem',
      text: 'with a certificate from files, such as those of cert-manager',
    },
    {
      line: 'rolecall webhook --objects dir --port 8443',
      text: 'tried out on ServiceAccounts in YAML files',
    },
  ],
  async run(options, _operands, terminal) {
    if (options.version) {
      const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
      terminal.say(version)
      terminal.answer({ version })
      return 0
    }
    if (!/^\d{1,2}$/.test(options.v))
      throw new Refusal(`-v takes a whole number, and ${JSON.stringify(options.v)} is none.`)
    const log = openLog(Number(options.v) >= 4 ? 'debug' : 'info')
    const flags = ignoredFlags(options)
    if (flags.length > 0) log.info({ flags }, 'flags that change nothing here')
    const config = await readWebhookOptions(options, terminal.environment, log)
    // Before the word that it listens: who waits for that may ask it to stop at once.
    const stopped = untilStopped()
    const running = await startWebhook(config).catch((error) => {
      if ('objects' in config.cluster && !error.code) throw new Refusal(error.message)
      // Node says which of the two ports it was.
      const isOfMetrics = error.port === config.metricsPort && config.metricsPort !== config.port
      const [port, flag] = isOfMetrics ? [config.metricsPort, '--metrics-port'] : [config.port, '--port']
      throw explainListenFailure(error, { host: config.host, port, flag })
    })
    await stopped
    await running.stop()
    return 0
  },
})

/** Those that are accepted because the stock webhook has them, as they were given. */
function ignoredFlags(options: WebhookOptions): readonly string[] {
  const given = new Set(Object.keys(options))
  return webhookOptions
    .filter(({ text }) => text.includes(ignored))
    .map(({ flags }) => flags.split(' ')[0] ?? '')
    .filter((flag) => given.has(attributeOf(flag)))
}

/** As commander names what a flag gives. */
function attributeOf(flag: string): string {
  return flag.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
