import { spawn } from 'node:child_process'

export interface Load {
  /** Answers a second. */
  readonly rate: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly failed: number
}

/** What a client in a process of its own sees when it sends the calls of a file once: `load.ts`. */
export function measureLoad(url: string, file: string, connections: number): Promise<Load> {
  const script = new URL('./load.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script, url, file, String(connections)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`load ended with ${code}`)),
    )
  })
}
