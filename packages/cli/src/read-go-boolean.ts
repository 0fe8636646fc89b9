import { InvalidArgumentError } from 'commander'

const words: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(['1', 't', 'T', 'true', 'TRUE', 'True'].map((word) => [word, true])),
  ...Object.fromEntries(['0', 'f', 'F', 'false', 'FALSE', 'False'].map((word) => [word, false])),
}

/** Reads a boolean as Go's `strconv.ParseBool` does. */
export function readGoBoolean(text: string): boolean {
  const value = Object.hasOwn(words, text) ? words[text] : undefined
  if (value === undefined) throw new InvalidArgumentError('It takes true or false.')
  return value
}
