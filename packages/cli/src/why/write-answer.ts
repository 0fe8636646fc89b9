import type { Answer, Evidence, Link } from '@rolecall/analyzer'
import type { Style, Terminal } from '../terminal.ts'
import { quoteLines } from './quote-lines.ts'

/** The same marks on a terminal and in a log, so that both read alike; colour only adds to them. */
const marks: Readonly<Record<Link['state'], readonly [mark: string, style: Style]>> = {
  ok: ['✓', 'green'],
  broken: ['✗', 'red'],
  undecided: ['?', 'yellow'],
  'not-reached': ['·', 'dim'],
}

const results: Readonly<Record<Answer['result'], readonly [word: string, style: Style]>> = {
  allowed: ['Allowed', 'green'],
  denied: ['Denied', 'red'],
  undecided: ['Undecided', 'yellow'],
}

/** Writes an answer for people: each link, the sentence, what it rests on, and what would turn it round. */
export function writeAnswer(answer: Answer, terminal: Terminal): void {
  const width = Math.max(...answer.links.map(({ name }) => name.length))
  for (const { name, state, sentence } of answer.links) {
    // The sentence below says the decision, and more.
    if (name === 'decision') continue
    const [mark, style] = marks[state]
    const line = `${name.replaceAll('-', ' ').padEnd(width)}  ${sentence}`
    terminal.say(
      `${terminal.paint(style, mark)} ${state === 'not-reached' ? terminal.paint('dim', line) : line}`,
    )
  }
  const [word, style] = results[answer.result]
  terminal.say()
  terminal.say(`${terminal.paint(style, word)}: ${answer.sentence}`)
  if (answer.deciding) writeEvidence('Decided by', answer.deciding, terminal)
  if (answer.nearest) writeEvidence('Nearest is', answer.nearest, terminal)
  writeChange(answer, terminal)
  terminal.say()
  for (const note of answer.notes) terminal.say(terminal.paint('dim', `note: ${note}`))
}

function writeEvidence(how: string, { document, statement, sid, line, text }: Evidence, terminal: Terminal) {
  const which =
    statement === undefined ? '' : `statement ${sid ? `"${sid}"` : statement + 1}, line ${line}, of `
  terminal.say()
  terminal.say(terminal.paint('bold', `${how} ${which}${document}:`))
  for (const quoted of quoteLines(text)) terminal.say(`    ${quoted}`)
}

function writeChange({ result, change, links }: Answer, terminal: Terminal): void {
  if (result === 'undecided') {
    const fixes = new Set(links.flatMap(({ state, fix }) => (state === 'undecided' && fix ? [fix] : [])))
    if (fixes.size === 0) return
    terminal.say()
    terminal.say(terminal.paint('bold', 'To decide it:'))
    for (const fix of fixes) terminal.say(`    ${fix} (--context KEY=VALUE)`)
    return
  }
  if (!change) return
  terminal.say()
  terminal.say(
    terminal.paint('bold', `Smallest change that would ${result === 'denied' ? 'allow' : 'deny'} it:`),
  )
  for (const step of change.steps) terminal.say(`    ${step}`)
  if (!change.complete) terminal.say('    (whether that is enough is not known; ask again after it)')
}
