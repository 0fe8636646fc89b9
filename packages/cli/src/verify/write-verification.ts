import type { Step, Verification } from '@rolecall/analyzer'
import type { Style, Terminal } from '../terminal.ts'

/** The same marks on a terminal and in a log, so that both read alike; colour only adds to them. */
const marks: Readonly<Record<Step['state'], readonly [mark: string, style: Style]>> = {
  ok: ['✓', 'green'],
  broken: ['✗', 'red'],
  'not-looked-at': ['~', 'yellow'],
  'not-reached': ['·', 'dim'],
}

const results: Readonly<Record<Verification['result'], readonly [word: string, style: Style]>> = {
  ok: ['Verified', 'green'],
  broken: ['Broken', 'red'],
  undecided: ['Undecided', 'yellow'],
}

/** Writes a verification for people: a line a step, and below a cross what a pod prints and what mends it. */
export function writeVerification(verification: Verification, terminal: Terminal): void {
  const { steps, result, sentence, notes } = verification
  const width = Math.max(...steps.map(({ name }) => name.length))
  for (const { name, state, sentence, findings, check } of steps) {
    const [mark, style] = marks[state]
    const line = `${name.replaceAll('-', ' ').padEnd(width)}  ${sentence}`
    terminal.say(
      `${terminal.paint(style, mark)} ${state === 'not-reached' ? terminal.paint('dim', line) : line}`,
    )
    if (check !== undefined) terminal.say(`    check: ${check}`)
    findings.forEach((finding, at) => {
      if (at > 0) terminal.say(`    also: ${finding.sentence}`)
      if (finding.error !== undefined) terminal.say(`    error: ${finding.error}`)
      if (finding.fix !== undefined) terminal.say(`    fix:   ${finding.fix}`)
    })
  }
  const [word, style] = results[result]
  terminal.say()
  terminal.say(`${terminal.paint(style, word)}: ${sentence}`)
  for (const note of notes) terminal.say(terminal.paint('dim', `note: ${note}`))
}
