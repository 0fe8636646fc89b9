const special = /[&<>"\p{Cc}\uFFFE\uFFFF]/u
const specials = new RegExp(special, 'gu')
const kept: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '\t',
  '\n': '\n',
}

/**
 * Text for the content of an element or a quoted attribute. A carriage return would be read as a line feed,
 * and control characters are not XML at all; both are written as references, as S3 does for keys.
 */
export function escapeXml(text: string): string {
  if (!special.test(text)) return text
  return text.replace(specials, (one) => kept[one] ?? `&#x${one.charCodeAt(0).toString(16).toUpperCase()};`)
}
