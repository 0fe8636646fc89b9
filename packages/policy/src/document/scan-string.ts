export type ScannedString =
  | { readonly ok: true; readonly value: string; readonly end: number }
  | { readonly ok: false; readonly message: string; readonly end: number }

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** Reads the JSON string whose opening quote stands at `start`. `end` is where reading stopped. */
export function scanString(text: string, start: number): ScannedString {
  let value = ''
  let from = start + 1
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) return { ok: true, value: value + text.slice(from, at), end: at + 1 }
    if (code < 0x20) return { ok: false, message: 'a control character stands in a string', end: at }
    if (code !== 0x5c) continue
    value += text.slice(from, at)
    const letter = text[at + 1] ?? ''
    if (letter === 'u') {
      const digits = text.slice(at + 2, at + 6)
      if (!/^[0-9a-fA-F]{4}$/.test(digits))
        return { ok: false, message: '\\u needs four hex digits', end: at }
      value += String.fromCharCode(Number.parseInt(digits, 16))
      at += 5
    } else {
      const plain = escapes[letter]
      if (plain === undefined || letter === '')
        return { ok: false, message: 'an unknown escape stands in a string', end: at }
      value += plain
      at += 1
    }
    from = at + 1
  }
  return { ok: false, message: 'a string is not closed', end: text.length }
}
