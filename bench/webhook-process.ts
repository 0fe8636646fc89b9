import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

export interface WebhookProcess {
  readonly process: ChildProcess
  /** Of `/mutate`, over TLS. */
  readonly port: number
  /** Waits until every source was read. */
  ready(): Promise<void>
  stop(): Promise<void>
}

const rolecall = new URL('../packages/cli/bin/rolecall.js', import.meta.url).pathname

/** `rolecall webhook` as a process of its own, on free ports. */
export async function webhookProcess(args: readonly string[]): Promise<WebhookProcess> {
  const ports = ['--port=0', '--metrics-port=0', '--bind-address=127.0.0.1', '--stop-delay=0']
  const child = spawn(process.execPath, [rolecall, 'webhook', ...ports, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { port, metricsPort } = await new Promise<{ port: number; metricsPort: number }>(
    (resolve, reject) => {
      let text = ''
      child.once('exit', () => reject(new Error('the webhook did not start')))
      child.stdout.on('data', (chunk) => {
        text += chunk
        const line = text.split('\n').find((one) => one.includes('"listening"') && one.endsWith('}'))
        if (line) resolve(JSON.parse(line))
      })
    },
  )
  return {
    process: child,
    port,
    async ready() {
      while ((await fetch(`http://127.0.0.1:${metricsPort}/readyz`)).status !== 200) await sleep(50)
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}
