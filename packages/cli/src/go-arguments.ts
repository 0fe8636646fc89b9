import type { CommandOption } from './command.ts'

/**
 * The arguments with flags in Go's forms as commander takes them: `--name` of a boolean becomes `--name=true`, so
 * that it never takes what follows, and `-v=2` becomes `-v 2`. Without booleans all stays as it was.
 */
export function goArguments(options: readonly CommandOption[], args: readonly string[]): readonly string[] {
  const booleans = new Set(options.filter(({ boolean }) => boolean).flatMap(({ flags }) => namesOf(flags)))
  if (booleans.size === 0) return args
  const valued = new Set(options.filter(({ boolean }) => !boolean).flatMap(({ flags }) => namesOf(flags)))
  const read: string[] = []
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    const [, short, value] = /^(-\w)=(.*)$/s.exec(arg) ?? []
    if (arg === '--') return [...read, ...args.slice(at)]
    if (booleans.has(arg)) read.push(`${arg}=true`)
    else if (short !== undefined && value !== undefined) read.push(short, value)
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
