import { Command as Commander, InvalidArgumentError, Option } from 'commander'
import type { Command } from './command.ts'
import type { CommandRow } from './commands.ts'
import { explainUnknown } from './explain-unknown.ts'
import { goArguments } from './go-arguments.ts'
import { helpForm } from './help-form.ts'
import { readGoBoolean } from './read-go-boolean.ts'

export interface CommandLine {
  readonly options: Record<string, unknown>
  readonly operands: readonly string[]
  readonly format: string
}

/**
 * Reads the arguments of one command. Throws commander's own error, after printing it, for help and for
 * anything unknown, missing or empty.
 */
export function commandLine(row: CommandRow, command: Command, args: readonly string[]): CommandLine {
  let operands: readonly string[] = []
  const flagsOf = () => [...parser.options.map(({ flags }) => flags), command.operands ?? '']
  const parser: Commander = new Commander(`rolecall ${row.name}`)
    .description(command.description)
    .configureHelp(helpForm)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(explainUnknown(text, flagsOf()).replace(/^error: /, 'rolecall: ')),
    })
    .showHelpAfterError(`(rolecall ${row.name} --help shows the options)`)
    .action(() => {})
  if (command.operands) {
    // What may go on for ever may hold options of its own.
    const separator = command.operands.includes('...') ? '-- ' : ''
    parser.argument(command.operands).usage(`[options] ${separator}${command.operands}`)
  }
  for (const one of command.options) {
    const option = new Option(one.flags, one.required ? `${one.text} (required)` : one.text)
    option.makeOptionMandatory(one.required ?? false)
    if (one.default !== undefined) option.default(one.default)
    if (one.choices) option.choices([...one.choices])
    if (one.boolean) option.argParser(readGoBoolean)
    if (one.once) option.argParser(refuseSecond)
    parser.addOption(option)
  }
  parser.addOption(
    new Option('--output <format>', 'how the answer is written')
      .choices([...(command.formats ?? ['text', 'json'])])
      .default('text'),
  )
  const examples = command.examples.map(({ line, text }) => `  # ${text}\n  ${line}`)
  parser.addHelpText('after', `\nExamples:\n${examples.join('\n\n')}`)

  parser.parse(goArguments(command.options, args), { from: 'user' })
  operands = parser.args
  const unset = new Set(command.options.flatMap(({ flags, emptyIsUnset }) => (emptyIsUnset ? [flags] : [])))
  const { output, ...options }: Record<string, unknown> & { output: string } = parser.opts()
  for (const option of parser.options) {
    if (parser.getOptionValue(option.attributeName()) !== '') continue
    // An empty value is most often a variable that was not set, and would widen what is meant.
    if (!unset.has(option.flags)) parser.error(`error: ${option.long} is empty`)
    delete options[option.attributeName()]
  }
  return { options, operands, format: output }
}

function refuseSecond(text: string, first: string | undefined): string {
  if (first !== undefined) throw new InvalidArgumentError('It takes one, and there are two.')
  return text
}
