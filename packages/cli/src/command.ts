import type { Terminal } from './terminal.ts'

export interface CommandOption {
  /** As commander writes them: `-f, --file <file>`. */
  readonly flags: string
  /** What it is, with the unit; the default is added to it. */
  readonly text: string
  readonly required?: boolean
  readonly default?: string
  readonly choices?: readonly string[]
  /** Given twice it is refused: of two the first would be passed over in silence. */
  readonly once?: boolean
  /** A flag as Go has them: `--name` alone is true, and a value follows only behind `=`. */
  readonly boolean?: boolean
  /** An empty value is the same as none, as in programs whose flags these were first. */
  readonly emptyIsUnset?: boolean
}

export interface Example {
  readonly line: string
  readonly text: string
}

/** One command, in a file of its own below `commands/`. */
export interface Command<Options = Record<string, unknown>> {
  /** Two or three sentences: what it does, what it prints, what its exit codes mean. */
  readonly description: string
  readonly options: readonly CommandOption[]
  /** What may stand after the options, as commander writes it: `<command...>`. */
  readonly operands?: string
  readonly examples: readonly Example[]
  /** Values of `--output`; `text` and `json` when absent. */
  readonly formats?: readonly string[]
  /** Answers the exit code: 0 yes or ok, 1 no, denied or findings, 2 undecided. */
  run(options: Options, operands: readonly string[], terminal: Terminal): Promise<number>
}

/** Checks a command against the type of its options; commander hands them over by the names in `flags`. */
export function command<Options>(definition: Command<Options>): Command {
  return definition as unknown as Command
}
