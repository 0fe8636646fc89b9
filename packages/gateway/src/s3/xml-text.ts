const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as the content of an element. What XML would change or drop, such as a carriage return, is a reference. */
export function xmlText(text: string): string {
  return text.replace(
    /[&<>"\p{Cc}\uFFFE\uFFFF]/gu,
    (one) => escapes[one] ?? `&#x${one.charCodeAt(0).toString(16).toUpperCase()};`,
  )
}
