import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import type { ClusterConfig } from '../cluster-config/cluster-config.ts'
import { readClusterConfig } from '../cluster-config/read-cluster-config.ts'
import type { Finding } from '../cluster-config/reading.ts'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'

/** Reads a file from disk or standard input, says what is left to eksctl, and refuses with every finding. */
export async function loadConfig(file: string, terminal: Terminal): Promise<ClusterConfig> {
  const called = file === '-' ? 'standard input' : file
  const { config, findings, notes } = readClusterConfig(await contents(file))
  const line = ({ line, column, path, message }: Finding) =>
    [`${called}:${line}:${column}:`, ...(path ? [path] : []), message].join(' ')
  for (const note of notes) terminal.note(line(note))
  if (!config) {
    terminal.answer({ findings })
    const count = `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`
    throw new Refusal([...findings.map(line), `${called} is refused: ${count}`].join('\n'))
  }
  return config
}

async function contents(file: string): Promise<string> {
  if (file === '-') return readAll(process.stdin)
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EISDIR') throw new Refusal(`${file} is a folder; name a file of it`)
    throw new Refusal(`${file} cannot be read (${code ?? String(error)})`)
  }
}
