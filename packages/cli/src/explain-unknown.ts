import { otherNames } from './other-names.data.ts'

const unknown = /^error: unknown option '(-[^'=]+)(?:=.*)?'/s

/**
 * What commander says of a command line, with what a flag is called here that it does not know.
 *
 * @param said its own words, of one line or with a guess by spelling below
 * @param flags those of the command, as commander writes them, and its operands
 */
export function explainUnknown(said: string, flags: readonly string[]): string {
  const [words = '', name = ''] = unknown.exec(said) ?? []
  const others = Object.hasOwn(otherNames, name) ? (otherNames[name] ?? []) : []
  const here = others.flatMap((other) => flags.filter((one) => one.split(/[, ]+/).includes(other)))
  return here.length === 0 ? said : `${words}; here it is ${here.join(' and ')}\n`
}
