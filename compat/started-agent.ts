import { type ChildProcess, spawn } from 'node:child_process'
import { endWithUs } from './end-with-us.ts'

export interface StartedAgent {
  /** Where pods ask for their credentials. */
  readonly url: string
  /** What it printed so far. */
  printed(): string
  close(): Promise<void>
}

interface AgentStart {
  readonly program: string
  readonly line: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Its address, or `undefined` as long as it is not ready. */
  ready(printed: string): string | undefined | Promise<string | undefined>
}

/** Starts an agent as a process of its own, and waits until it is ready. */
export async function startedAgent({ program, line, env, ready }: AgentStart): Promise<StartedAgent> {
  const child = spawn(program, line, { env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  endWithUs(child)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed += chunk
    })
  }
  const url = await readyUrl(child, () => printed, ready)
  return {
    url,
    printed: () => printed,
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function readyUrl(
  child: ChildProcess,
  printed: () => string,
  ready: AgentStart['ready'],
): Promise<string> {
  while (child.exitCode === null) {
    const url = await ready(printed())
    if (url) return url
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`the agent ended with ${child.exitCode}: ${printed()}`)
}
