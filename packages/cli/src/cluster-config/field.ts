import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml'
import type { Json } from '../json/json.ts'
import type { Finding, Reading } from './reading.ts'

/** Reads one node, or answers `undefined` and leaves a finding. */
export type Field<T> = (node: Node | null | undefined, path: string, reading: Reading) => T | undefined

const mostNodes = 100_000
const deepest = 40

const text = scalar<string>(
  'text (in quotes, where it looks like something else)',
  (value) => typeof value === 'string',
)

/** Readers of the values a file can hold, from which a table of fields is written. */
export const field = {
  text,
  flag: scalar<boolean>('true or false', (value) => typeof value === 'boolean'),

  /** Text of one value alone. */
  exactly: (wanted: string) => scalar<string>(wanted, (value) => value === wanted),

  list:
    <T>(of: Field<T>): Field<readonly T[]> =>
    (node, path, reading) => {
      const found = visit(node, path, reading)
      if (!isSeq(found)) return refuse(found, path, reading, 'must be a list')
      return found.items
        .map((item, at) => of(item as Node, `${path}[${at}]`, reading))
        .filter((item) => item !== undefined)
    },

  /** Names that the file chooses, each with a text. */
  textMap: ((node, path, reading) => {
    const pairs = pairsOf(node, path, reading)
    const texts = pairs?.map(
      ([name, value]) => [name, text(value, `${path}.${name}`, reading) ?? ''] as const,
    )
    return texts && Object.fromEntries(texts)
  }) satisfies Field<Readonly<Record<string, string>>> as Field<Readonly<Record<string, string>>>,

  /** A mapping that is handed on as JSON. */
  document: ((node, path, reading) => {
    if (!isMap(visit(node, path, reading))) return refuse(node, path, reading, 'must be a mapping')
    return json(node, path, reading, 0)
  }) as Field<Readonly<Record<string, Json>>>,

  /** A mapping with known fields. `others` are names that are known and not read. */
  section:
    <T>(
      fields: { readonly [Name in keyof Required<T>]: Field<NonNullable<T[Name]>> },
      required: readonly (keyof T & string)[] = [],
      others: Readonly<Record<string, Field<never>>> = {},
    ): Field<T> =>
    (node, path, reading) => {
      const pairs = pairsOf(node, path, reading)
      if (!pairs) return undefined
      const known = { ...others, ...fields } as Readonly<Record<string, Field<unknown>>>
      const read = pairs.flatMap(([name, value, key]) => {
        const at = path ? `${path}.${name}` : name
        const reader = Object.hasOwn(known, name) ? known[name] : undefined
        if (!reader) {
          refuse(
            key,
            at,
            reading,
            `is not a field that is known here; known are ${Object.keys(known).join(', ')}`,
          )
          return []
        }
        // As in Go, a field without a value is a field that is not there.
        if (isScalar(value) && value.value === null) return []
        const result = reader(value ?? key, at, reading)
        return result === undefined ? [] : [[name, result] as const]
      })
      for (const name of required) {
        const there = pairs.some(
          ([found, value]) => found === name && !(isScalar(value) && value.value === null),
        )
        if (!there) refuse(node, path ? `${path}.${name}` : name, reading, 'is missing')
      }
      return Object.fromEntries(read) as T
    },

  /** Known to eksctl, and Rolecall would get it wrong by leaving it out. */
  refused:
    (message: string): Field<never> =>
    (node, path, reading) =>
      refuse(node, path, reading, message),

  /** Known to eksctl and none of Rolecall's business. */
  leftToEksctl: ((node, path, reading) => {
    reading.notes.push(finding(node, path, reading, 'is left to eksctl'))
    return undefined
  }) as Field<never>,
}

function scalar<T>(words: string, fits: (value: unknown) => boolean): Field<T> {
  return (node, path, reading) => {
    const found = visit(node, path, reading)
    if (isScalar(found) && fits(found.value)) return found.value as T
    return refuse(found, path, reading, `must be ${words}`)
  }
}

/** The node itself, with its place kept and an alias followed; nothing when the file is too much to read. */
function visit(node: Node | null | undefined, path: string, reading: Reading): Node | undefined {
  reading.visited += 1
  if (reading.visited === mostNodes) {
    reading.findings.push(finding(node, path, reading, `stands after more than ${mostNodes} values`))
  }
  if (reading.visited >= mostNodes) return undefined
  const { line, column } = finding(node, path, reading, '')
  reading.places.set(path, { line, column })
  return (isAlias(node) ? node.resolve(reading.document) : node) ?? undefined
}

function pairsOf(node: Node | null | undefined, path: string, reading: Reading) {
  const found = visit(node, path, reading)
  if (!isMap(found)) return refuse(found, path, reading, 'must be a mapping')
  return found.items.flatMap(({ key, value }) => {
    if (isScalar(key) && typeof key.value === 'string')
      return [[key.value, value as Node | null, key] as const]
    refuse(key as Node, path, reading, 'has a name that is no text')
    return []
  })
}

function json(
  node: Node | null | undefined,
  path: string,
  reading: Reading,
  depth: number,
): Json | undefined {
  // An alias may lead back to what it stands in.
  if (depth > deepest) return refuse(node, path, reading, `is nested deeper than ${deepest} levels`)
  if (node === null) return null
  const found = visit(node, path, reading)
  if (isSeq(found)) {
    return found.items.map((item, at) => json(item as Node, `${path}[${at}]`, reading, depth + 1) ?? null)
  }
  if (isMap(found)) {
    const pairs = pairsOf(found, path, reading) ?? []
    return Object.fromEntries(
      pairs.map(([name, value]) => [name, json(value, `${path}.${name}`, reading, depth + 1) ?? null]),
    )
  }
  if (isScalar(found)) {
    const { value } = found
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number' && Number.isFinite(value)) return value
  }
  return refuse(found, path, reading, 'is no JSON value')
}

function refuse(node: Node | null | undefined, path: string, reading: Reading, message: string): undefined {
  // When the file is too much to read, that is the one thing to say.
  if (reading.visited < mostNodes) reading.findings.push(finding(node, path, reading, message))
  return undefined
}

function finding(node: Node | null | undefined, path: string, reading: Reading, message: string): Finding {
  const { line, col } = reading.lines.linePos(node?.range?.[0] ?? 0)
  return { path, line: Math.max(line, 1), column: Math.max(col, 1), message }
}
