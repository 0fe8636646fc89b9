import type { CommandOption } from './command.ts'
import { Refusal } from './refusal.ts'

const value = /^(0|1|f|t|false|true)$/i

/**
 * The arguments with flags in Go's forms as commander takes them: `--name` of a boolean becomes `--name=true`, so
 * that it never takes what follows, and `-v=2` becomes `-v 2`. Without booleans all stays as it was.
 *
 * @throws Refusal for a boolean whose value stands apart: Go would take it for true, and read no flag behind it
 */
export function goArguments(options: readonly CommandOption[], args: readonly string[]): readonly string[] {
  const booleans = new Set(options.filter(({ boolean }) => boolean).flatMap(({ flags }) => namesOf(flags)))
  if (booleans.size === 0) return args
  const valued = new Set(options.filter(({ boolean }) => !boolean).flatMap(({ flags }) => namesOf(flags)))
  const read: string[] = []
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    const [, short, given] = /^(-\w)=(.*)$/s.exec(arg) ?? []
    if (arg === '--') return [...read, ...args.slice(at)]
    const next = args[at + 1] ?? ''
    if (booleans.has(arg) && value.test(next))
      throw new Refusal(`${arg} takes its value behind an equals sign: ${arg}=${next}`)
    if (booleans.has(arg)) read.push(`${arg}=true`)
    else if (short !== undefined && given !== undefined) read.push(short, given)
    else read.push(arg)
    // What follows is its value, whatever it looks like.
    if (valued.has(arg) && at + 1 < args.length) {
      at += 1
      read.push(args[at] ?? '')
    }
  }
  return read
}

/** `-v`, `--v` of `-v, --v <level>`. */
function namesOf(flags: string): readonly string[] {
  return flags.split(/[ ,]+/).filter((part) => part.startsWith('-'))
}
