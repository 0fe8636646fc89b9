import { type ChildProcess, spawn } from 'node:child_process'

export interface AgentProcess {
  readonly url: string
  readonly process: ChildProcess
  stop(): Promise<void>
}

const rolecall = new URL('../packages/cli/bin/rolecall.js', import.meta.url).pathname

/** `rolecall agent` on loopback as a process of its own, with room for `pods`. */
export async function agentProcess(
  endpoint: string,
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string },
  jwksFile: string,
  pods: number,
): Promise<AgentProcess> {
  const free = ['--bind-hosts', '127.0.0.1', '--port', '0', '--probe-port', '0', '--metrics-port', '0']
  const line = ['agent', '-c', 'shop', '--endpoint', endpoint, '--region', 'us-east-1', '--jwks', jwksFile]
  const limits = ['--max-source-rps', '0', '--max-cache-size', String(pods), '-v', 'error']
  const child = spawn(process.execPath, [rolecall, ...line, ...free, ...limits], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
  })
  const url = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.once('exit', () => reject(new Error('the agent did not start')))
    child.stdout.on('data', (chunk) => {
      text += chunk
      const ready = /rolecall agent listening on (\S+)/.exec(text)?.[1]
      if (ready) resolve(ready)
    })
  })
  return {
    url,
    process: child,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}
