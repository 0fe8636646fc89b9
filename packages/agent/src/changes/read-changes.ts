/** ServiceAccounts whose pod identity has changed. Either name may hold `*`, for any run of characters. */
export interface AssociationChange {
  readonly namespace: string
  readonly serviceAccount: string
}

export interface ChangesReading {
  readonly cursor: string
  /** Whether nothing between the cursor that was sent and this one is missing. */
  readonly isComplete: boolean
  readonly changes: readonly AssociationChange[]
}

const longestCursor = 4096
const mostChanges = 10_000

/** Reads an answer to a question for changes, or answers `undefined` for what is none. */
export function readChanges(text: string): ChangesReading | undefined {
  let answer: Readonly<Record<string, unknown>>
  try {
    answer = Object(JSON.parse(text))
  } catch {
    return undefined
  }
  const { cursor, isComplete, changes } = answer
  if (typeof cursor !== 'string' || cursor.length > longestCursor) return undefined
  if (typeof isComplete !== 'boolean' || !Array.isArray(changes) || changes.length > mostChanges)
    return undefined
  const read: AssociationChange[] = []
  for (const change of changes as unknown[]) {
    const { namespace, serviceAccount } = Object(change) as Partial<AssociationChange>
    if (typeof namespace !== 'string' || typeof serviceAccount !== 'string') return undefined
    read.push({ namespace, serviceAccount })
  }
  return { cursor, isComplete, changes: read }
}
