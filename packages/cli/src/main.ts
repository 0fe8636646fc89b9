import { readFile } from 'node:fs/promises'
import { Command as Commander, CommanderError } from 'commander'
import { commandLine } from './command-line.ts'
import { commands } from './commands.ts'
import { explainFailure } from './explain-failure.ts'
import { Refusal } from './refusal.ts'
import { shortenDenial } from './shorten-denial.ts'
import { terminal } from './terminal.ts'

/** Runs one command line and answers the exit code: 0 yes or ok, 1 no, denied or findings, 2 undecided or usage. */
export async function main(args: readonly string[]): Promise<number> {
  const { stdout, stderr, env } = process
  // A reader that has seen enough, such as `head`, is no failure.
  stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2))
  let endpoint = env['AWS_ENDPOINT_URL']
  let profile = env['AWS_PROFILE']
  let format = 'text'
  try {
    const row = commands.find(({ name }) => name === args[0])
    if (!row) return await overview(args)
    const command = await row.load()
    const { options, operands, format: asked } = commandLine(row, command, args.slice(1))
    format = asked
    if (typeof options['endpointUrl'] === 'string') endpoint = options['endpointUrl']
    if (typeof options['profile'] === 'string') profile = options['profile']
    return await command.run(options, operands, terminal(stdout, stderr, env, format))
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const sentence = error instanceof Refusal ? error.message : explainFailure(error, endpoint, profile)
    terminal(stdout, stderr, env, 'text').note(
      `rolecall: ${format === 'json' ? sentence : shortenDenial(sentence)}`,
    )
    return error instanceof Refusal ? error.exitCode : 2
  }
}

/** What stands before any command: help, version, and what is no command. */
async function overview(args: readonly string[]): Promise<number> {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
  const program = new Commander('rolecall')
    .description('Gives every Kubernetes pod exactly the AWS permissions it should have, and says why.')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'rolecall: ')) })
    .helpCommand(false)
    .showHelpAfterError('(rolecall --help lists the commands)')
  for (const { name, summary } of commands)
    program
      .command(name)
      .description(summary)
      .action(() => {})
  program.addHelpText('after', '\nrolecall <command> --help shows options and examples of one.')
  await program.parseAsync(args, { from: 'user' })
  if (args.length === 0) program.help({ error: true })
  return 2
}
