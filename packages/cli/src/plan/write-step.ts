import type { Style, Terminal } from '../terminal.ts'
import type { Step } from './step.ts'

const marks: Readonly<Record<Step['change'], readonly [mark: string, word: string, style: Style]>> = {
  create: ['+', 'create', 'green'],
  change: ['~', 'change', 'yellow'],
  remove: ['-', 'remove', 'red'],
  keep: ['=', 'keep', 'dim'],
  refuse: ['!', '', 'red'],
}

/** Prints one step for people. */
export function writeStep({ change, what, details = [] }: Step, terminal: Terminal): void {
  const [mark, word, style] = marks[change]
  terminal.say(terminal.paint(style, [mark, word, what].filter(Boolean).join(' ')))
  for (const detail of details) {
    const of = detail.startsWith('+ ') ? 'green' : detail.startsWith('- ') ? 'red' : undefined
    terminal.say(`    ${of ? terminal.paint(of, detail) : detail}`)
  }
}
