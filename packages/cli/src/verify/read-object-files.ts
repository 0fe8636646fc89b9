import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { Refusal } from '../refusal.ts'

/** Reads every YAML and JSON document below a folder, in the order of names. @throws Refusal */
export async function readObjectFiles(folder: string): Promise<unknown[]> {
  let names: string[]
  try {
    names = (await readdir(folder, { recursive: true })).filter((name) => /\.(ya?ml|json)$/.test(name)).sort()
  } catch (error) {
    throw new Refusal(`${folder} cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`)
  }
  const values: unknown[] = []
  for (const name of names) {
    const file = join(folder, name)
    for (const document of parseAllDocuments(await readFile(file, 'utf8'))) {
      const [error] = document.errors
      if (error) throw new Refusal(`${file}: ${error.message.split('\n')[0]}`)
      try {
        values.push(document.toJS())
      } catch (error) {
        // Aliases that would grow without end.
        throw new Refusal(`${file}: ${(error as Error).message}`)
      }
    }
  }
  return values
}
