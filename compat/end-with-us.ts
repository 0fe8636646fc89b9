import { type ChildProcess, spawn } from 'node:child_process'

/** Reads lists of process ids, a line each, and ends those of the last line when there is no more. */
const watching = 'while read -r line; do pids=$line; done; [ -z "$pids" ] || kill -KILL $pids'

const running = new Set<ChildProcess>()
let watcher: ChildProcess | undefined

/**
 * Has a program end no later than this process, however that ends: a runner of tests may kill its workers, and nothing
 * is run then. A shell holds the other end of a pipe, which the kernel closes.
 */
export function endWithUs(child: ChildProcess): void {
  watcher ??= watch()
  running.add(child)
  tell()
  child.once('exit', () => {
    running.delete(child)
    tell()
  })
}

function watch(): ChildProcess {
  // In a session of its own, so that the interrupt of a terminal does not reach it.
  const shell = spawn('sh', ['-c', watching], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  shell.unref()
  const { stdin } = shell
  if (stdin && 'unref' in stdin && typeof stdin.unref === 'function') stdin.unref()
  return shell
}

function tell(): void {
  watcher?.stdin?.write(`${[...running].map(({ pid }) => pid ?? '').join(' ')}\n`)
}
