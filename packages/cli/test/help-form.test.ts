import { afterEach, expect, it, vi } from 'vitest'
import { commandLine } from '../src/command-line.ts'
import { commands } from '../src/commands.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

it.each(commands)('help of $name is within eighty columns', async (row) => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const command = await row.load()
  expect(() => commandLine(row, command, ['--help'])).toThrow('(outputHelp)')
  const [help = ''] = written.mock.calls
    .map(([text]) => String(text))
    .join('')
    .split('\nExamples:')
  expect(help).toContain(`Usage: rolecall ${row.name}`)
  for (const { flags } of command.options) expect(help).toContain(`  ${flags}`)
  // A word that is longer than its column cannot be broken.
  const wide = help.split('\n').filter((line) => line.length > 80 && line.trim().includes(' '))
  expect(wide).toEqual([])
})
