import { parseArn } from '@rolecall/core'
import type { KeySet, UnverifiedToken } from '@rolecall/tokens'
import { keysRecord } from '../collect/keys-record.ts'
import { tokenRecord } from '../collect/token-record.ts'
import type { Lookup } from '../snapshot/lookup.ts'
import type { AssociationRecord, Collection, ProviderRecord, Snapshot } from '../snapshot/snapshot.ts'
import { ownAssociation } from '../verify/own-association.ts'
import type { KeysRecord, Setup } from '../verify/setup.ts'
import { annotations } from '../why/annotations.ts'
import { namedRole } from '../why/named-role.ts'
import type { PodSubject } from '../why/question.ts'
import type { SavedIam } from './read-authorization-details.ts'
import type { SavedObjects } from './read-objects.ts'

/** What files said; what is absent was not given. */
export interface Saved {
  readonly objects?: SavedObjects | undefined
  readonly iam?: SavedIam | undefined
  /** By the start of their ARNs, which the account makes. */
  readonly providers?: ((start: string) => readonly ProviderRecord[]) | undefined
  readonly associations?: readonly AssociationRecord[] | undefined
  readonly issuer?: string | undefined
  readonly token?: { readonly file: string; readonly read: UnverifiedToken } | undefined
  readonly keySet?: KeySet | undefined
  /** Whether the steps for which a role would be assumed count. */
  readonly assume: boolean
}

/** The set-up that files describe. Nothing is asked of any server: what no file says was not looked at. */
export async function savedSetup(saved: Saved, subject: PodSubject): Promise<Setup> {
  const { token, objects, keySet } = saved
  const record = token && tokenRecord(token.read, `the token in ${token.file}`)
  const issuer = saved.issuer ?? record?.issuer
  const associations: Setup['associations'] = saved.associations
    ? { state: 'found', item: saved.associations }
    : unread('--associations FILE says it, [] when there are none')
  const asked = ownAssociation(associations, subject) ? 'EKS Auth' : 'STS'
  const keys: Lookup<KeysRecord> =
    keySet && issuer
      ? { state: 'found', item: await keysRecord(keySet, token?.read, issuer, subject.at ?? 0) }
      : unread('--jwks FILE and --token FILE say it')
  return {
    snapshot: snapshotOf(saved, subject, issuer),
    pods: objects ? { state: 'found', item: objects.pods } : unread('--objects DIR says it'),
    associations,
    token: record ? { state: 'found', item: record } : unread('--token FILE says it'),
    keys,
    exchange: saved.assume ? unread(`files cannot ask ${asked}`) : { state: 'left-out' },
  }
}

function snapshotOf(saved: Saved, subject: PodSubject, issuer: string | undefined): Snapshot {
  const { iam, objects } = saved
  const { cluster, namespace, serviceAccount } = subject
  const accounts = objects?.serviceAccounts ?? []
  const own = accounts.find((one) => one.namespace === namespace && one.name === serviceAccount)
  // Files without IAM still name an account, the role's.
  const named = own && parseArn(namedRole(own, { account: '', partition: 'aws' })?.arn ?? '')
  const account = iam?.account ?? named?.account ?? ''
  const partition = iam?.partition ?? named?.partition ?? 'aws'
  const notGiven = (what: string, key: string) => ({
    items: [],
    complete: false,
    unread: [{ key, because: what }],
  })
  const roleArn = own?.annotations[annotations.role] ?? ''
  return {
    account,
    partition,
    clusters: issuer
      ? all([{ arn: '', name: cluster, issuer }])
      : notGiven('--issuer URL or --token FILE says it', cluster),
    serviceAccounts: objects
      ? all(accounts)
      : notGiven('--objects DIR says it', `${cluster}/${namespace}/${serviceAccount}`),
    associations: saved.associations
      ? all(saved.associations.map((one) => ({ ...one, cluster: one.cluster || cluster })))
      : notGiven(
          '--associations FILE says it, [] when there are none',
          `${cluster}/${namespace}/${serviceAccount}`,
        ),
    providers: saved.providers
      ? all(saved.providers(`arn:${partition}:iam::${account}:oidc-provider/`))
      : { items: [], complete: false },
    roles: iam?.roles ?? notGiven('--authorization-details FILE says it', roleArn),
    managedPolicies: iam?.managedPolicies ?? { items: [], complete: false },
    users: { items: [], complete: false },
    resourcePolicies: { items: [], complete: false },
  }
}

function all<Item>(items: readonly Item[]): Collection<Item> {
  return { items, complete: true }
}

function unread(because: string) {
  return { state: 'unread', because } as const
}
