import type { Kind } from '../snapshot/find.ts'
import type { Lookup } from '../snapshot/lookup.ts'
import type { Collection, Snapshot } from '../snapshot/snapshot.ts'

type ItemOf<Each extends Kind> = Snapshot[Each] extends Collection<infer Item> ? Item : never

interface Gathered {
  readonly items: unknown[]
  readonly missing: string[]
  readonly unread: { key: string; because: string }[]
  complete: boolean
}

/** A snapshot in the making: what was asked for, and what came of it. */
export class Collecting {
  readonly #of: Pick<Snapshot, 'account' | 'partition'>
  readonly #kinds: Readonly<Record<Kind, Gathered>> = {
    clusters: nothing(),
    serviceAccounts: nothing(),
    associations: nothing(),
    providers: nothing(),
    roles: nothing(),
    users: nothing(),
    managedPolicies: nothing(),
    resourcePolicies: nothing(),
  }

  constructor(of: Pick<Snapshot, 'account' | 'partition'>) {
    this.#of = { account: of.account, partition: of.partition }
  }

  /** Notes what came of asking for a key. */
  note<Each extends Kind>(kind: Each, key: string, lookup: Lookup<ItemOf<Each>>): void {
    const { items, missing, unread } = this.#kinds[kind]
    if (lookup.state === 'found') items.push(lookup.item)
    else if (lookup.state === 'missing') missing.push(key)
    else unread.push({ key, because: lookup.because })
  }

  /** Adds things that came without being asked for by key. */
  add<Each extends Kind>(kind: Each, items: readonly ItemOf<Each>[]): void {
    this.#kinds[kind].items.push(...items)
  }

  /** Whether a thing with this ARN was noted already, be it as missing or unread. */
  has(kind: Kind, arn: string): boolean {
    const { items, missing, unread } = this.#kinds[kind]
    return (
      items.some((item) => (item as { readonly arn?: string }).arn === arn) ||
      missing.includes(arn) ||
      unread.some(({ key }) => key === arn)
    )
  }

  /** Says that all things of a kind were noted. */
  complete(kind: Kind): void {
    this.#kinds[kind].complete = true
  }

  snapshot(): Snapshot {
    return { ...this.#of, ...this.#kinds } as unknown as Snapshot
  }
}

function nothing(): Gathered {
  return { items: [], missing: [], unread: [], complete: false }
}
