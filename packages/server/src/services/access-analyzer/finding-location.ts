import type { Location, PathElement, Position } from '@aws-sdk/client-accessanalyzer'
import type { Finding, lineFinder } from '@rolecall/policy'

/**
 * Where a finding stands, as Access Analyzer writes it: lines from 1, columns and offsets from 0, the end not
 * included, all in UTF-16 units. Source: `Position` and `Span`, IAM Access Analyzer API Reference.
 */
export function findingLocation(
  text: string,
  lineAndColumn: ReturnType<typeof lineFinder>,
  { path, start, end }: Finding,
): Location {
  const position = (offset: number): Position => {
    const { line, column } = lineAndColumn(offset)
    return { line, column: column - 1, offset }
  }
  const elements = path.map(
    (part): PathElement => (typeof part === 'number' ? { index: part } : { value: part }),
  )
  const last = path.at(-1)
  if (typeof last === 'string' && isKey(text, end)) elements[elements.length - 1] = { key: last }
  return { path: elements, span: { start: position(start), end: position(end) } }
}

/** In JSON a colon follows what is a key, and nothing else. */
function isKey(text: string, end: number): boolean {
  let at = end
  while (' \t\r\n'.includes(text[at] ?? 'end')) at++
  return text[at] === ':'
}
