import { parseArn } from '@rolecall/core'
import type { Lookup } from './lookup.ts'
import type { Collection, Snapshot } from './snapshot.ts'

type Kinds = {
  [Kind in keyof Snapshot]: Snapshot[Kind] extends Collection<infer Item> ? Item : never
}
export type Kind = Exclude<keyof Snapshot, 'account' | 'partition'>

/** By what the things of each kind are found. */
const keys: { readonly [Each in Kind]: (item: Kinds[Each]) => string } = {
  clusters: ({ name }) => name,
  serviceAccounts: ({ cluster, namespace, name }) => `${cluster}/${namespace}/${name}`,
  associations: ({ cluster, namespace, serviceAccount }) => `${cluster}/${namespace}/${serviceAccount}`,
  providers: ({ arn }) => arn,
  roles: ({ arn }) => arn,
  users: ({ arn }) => arn,
  managedPolicies: ({ arn }) => arn,
  resourcePolicies: ({ arn }) => arn,
}

/** IAM of one account was read: what another account holds is unknown, also when all of this one was read. */
const ofIam: ReadonlySet<Kind> = new Set(['providers', 'roles', 'users', 'managedPolicies'])

/** Made once a collection, so that asking about each of many pods costs no walk through all of them. */
const indexes = new WeakMap<object, ReadonlyMap<string, unknown>>()

/** Finds a thing by its key: a name, `cluster/namespace/name`, or an ARN. */
export function find<Each extends Kind>(snapshot: Snapshot, kind: Each, key: string): Lookup<Kinds[Each]> {
  const collection = snapshot[kind] as unknown as Collection<Kinds[Each]>
  const item = indexOf(collection, keys[kind]).get(key)
  if (item) return { state: 'found', item }
  const unread = collection.unread?.find((one) => one.key === key)
  if (unread) return { state: 'unread', because: unread.because }
  if (collection.missing?.includes(key)) return { state: 'missing' }
  const account = ofIam.has(kind) ? parseArn(key)?.account : undefined
  if (account !== undefined && account !== snapshot.account) {
    return {
      state: 'unread',
      because: `it is of account ${account}, and account ${snapshot.account} was read`,
    }
  }
  return collection.complete ? { state: 'missing' } : { state: 'unread', because: `${key} was not read` }
}

function indexOf<Item>(
  collection: Collection<Item>,
  keyOf: (item: Item) => string,
): ReadonlyMap<string, Item> {
  const known = indexes.get(collection) as ReadonlyMap<string, Item> | undefined
  if (known) return known
  const index = new Map(collection.items.map((item) => [keyOf(item), item]))
  indexes.set(collection, index)
  return index
}
