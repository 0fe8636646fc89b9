/** A policy whose elements have been found to be of the right types; which are there has not been checked. */
export interface PlainPolicy {
  readonly version: string | undefined
  readonly statements: readonly PlainStatement[]
}

export interface PlainStatement {
  readonly sid: string
  readonly actions: readonly string[]
  readonly hasAction: boolean
  readonly resources: readonly string[]
  readonly hasResource: boolean
  readonly principals: readonly (readonly [type: string, value: string])[]
  readonly effect: string
  readonly conditions: readonly (readonly [operator: string, key: string, values: readonly string[]])[]
}

/** Reads text that has passed the check of syntax. */
export function plainPolicy(text: string): PlainPolicy {
  const document = JSON.parse(text) as { Version?: string; Statement: RawStatement | RawStatement[] }
  return { version: document.Version, statements: [document.Statement].flat().map(plainStatement) }
}

type Many = string | string[]

interface RawStatement {
  readonly [element: string]: unknown
}

function plainStatement(raw: RawStatement): PlainStatement {
  const list = (name: string) => [(raw[name] ?? raw[`Not${name}`] ?? []) as Many].flat()
  const principal = (raw['Principal'] ?? raw['NotPrincipal'] ?? {}) as string | Record<string, Many>
  const condition = (raw['Condition'] ?? {}) as Record<string, Record<string, unknown>>
  return {
    sid: (raw['Sid'] as string | undefined) ?? '',
    actions: list('Action'),
    hasAction: 'Action' in raw || 'NotAction' in raw,
    resources: list('Resource'),
    hasResource: 'Resource' in raw || 'NotResource' in raw,
    principals:
      typeof principal === 'string'
        ? [['AWS', principal]]
        : Object.entries(principal).flatMap(([type, values]) =>
            [values].flat().map((value) => [type, value] as const),
          ),
    effect: raw['Effect'] as string,
    conditions: Object.entries(condition).flatMap(([operator, block]) =>
      Object.entries(block).map(([key, values]) => [operator, key, [values].flat().map(String)] as const),
    ),
  }
}
