import { styleText } from 'node:util'

export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean
}

export type Style = 'green' | 'yellow' | 'red' | 'dim' | 'bold'

/** Where a command speaks. Handed to it, so that it never asks who listens. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** `text`, `json`, or another format that the command offers. */
  readonly format: string
  /**
   * A line of the answer for people, and one line whatever is in it: an annotation must not say what mends it. Nothing
   * when another format was asked for.
   */
  say(text?: string): void
  /** The whole answer for programs; nothing in text. */
  answer(value: unknown): void
  /** A line beside the answer, on standard error. */
  note(text: string): void
  /** Waits for work, and says on standard error what it is once it takes longer than a second. */
  during<T>(what: string, work: Promise<T>): Promise<T>
  paint(style: Style, text: string): string
}

/** Text that came from a server or a file must not drive the terminal: only our own colours pass. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /\x1b\[\d{1,2}m|[\x00-\x08\x0b-\x1f\x7f-\x9f]/g
const shown = (text: string) =>
  text.replace(control, (found) =>
    found.length > 1 ? found : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const inLine = (text: string) => shown(text).replaceAll('\n', '\\u000a')

/** A terminal over the streams of a process. Colour only where a person sees it and did not ask for none. */
export function terminal(
  out: Output,
  err: Output,
  environment: Terminal['environment'],
  format: string,
): Terminal {
  const colour = out.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb'
  const note = (text: string) => void err.write(`${shown(text)}\n`)
  return {
    environment,
    format,
    say: (text = '') => void (format === 'text' && out.write(`${inLine(text)}\n`)),
    answer: (value) => void (format !== 'text' && out.write(`${JSON.stringify(value, undefined, 2)}\n`)),
    note,
    async during(what, work) {
      const timer = setTimeout(() => note(`${what} …`), 1000)
      try {
        return await work
      } finally {
        clearTimeout(timer)
      }
    },
    paint: (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text),
  }
}
