import { spawn } from 'node:child_process'

/** A script beside this one as a process of its own, which prints its URL when it listens. */
export async function scriptProcess(
  name: string,
  ...line: string[]
): Promise<{ readonly url: string; stop(): void }> {
  const script = new URL(`./${name}`, import.meta.url).pathname
  const child = spawn(process.execPath, [...process.execArgv, script, ...line], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${name} did not start`)))
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim()))
  })
  return { url, stop: () => void child.kill() }
}
