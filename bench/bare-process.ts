import { spawn } from 'node:child_process'

/** `bare-server.ts` as a process of its own. */
export async function bareProcess(...line: string[]): Promise<{ readonly url: string; stop(): void }> {
  const script = new URL('./bare-server.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script, ...line], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the bare server did not start')))
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim()))
  })
  return { url, stop: () => void child.kill() }
}
