import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { startServe } from '../serve-process.ts'

export interface Refused {
  readonly name: string
  /** What is wrong with a copy of a used data folder. */
  readonly spoil?: (data: string) => void
  /** Another data folder. */
  readonly data?: () => string
  readonly args?: () => readonly string[]
  readonly sentence: RegExp
}

/** Starts a server, which is to refuse in one sentence, with exit code 2, and change nothing in its data folder. */
export async function expectRefused(data: string, { args, sentence }: Refused): Promise<void> {
  const before = contents(data)
  const { code, out, err } = await startServe(data, args?.()).ended
  expect(err).toMatch(/^rolecall: [^\n]+\n$/)
  expect(err.slice('rolecall: '.length).trim()).toMatch(sentence)
  expect([code, out]).toEqual([2, ''])
  expect(contents(data)).toEqual(before)
}

/** Every file below a folder with a digest of what is in it; of what is no folder, whether it is there. */
function contents(of: string): Readonly<Record<string, string>> | boolean {
  if (!existsSync(of) || !statSync(of).isDirectory()) return existsSync(of)
  const files = globSync('**', { cwd: of }).filter((name) => statSync(join(of, name)).isFile())
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(of, name)))
      .digest('hex')
  return Object.fromEntries(files.map((name) => [name, digest(name)]))
}
