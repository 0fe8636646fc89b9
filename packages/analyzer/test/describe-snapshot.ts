import type { Snapshot } from '@rolecall/analyzer'

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }
type Unread = Readonly<Record<string, string>>

/** A snapshot in few words, as cases write it. Documents are JSON values, or text that is taken as it stands. */
export interface Described {
  readonly account: string
  /** Issuer by name of the cluster; an empty one has none. */
  readonly clusters: Readonly<Record<string, string>>
  /** Annotations by `namespace/name`, all of cluster `shop`. */
  readonly serviceAccounts: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** By `namespace/name`, all of cluster `shop`; `unread` when nobody read any. */
  readonly associations?: Readonly<Record<string, DescribedAssociation>> | 'unread'
  /** Client ids by host and path, or by ARN; `unread` for those of which only the name was read. */
  readonly providers: Readonly<Record<string, readonly string[] | 'unread'>>
  /** By ARN. */
  readonly roles: Readonly<Record<string, DescribedRole>>
  readonly users?: Readonly<Record<string, DescribedRole>>
  readonly managedPolicies: Readonly<Record<string, Json>>
  /** By ARN; `unread` when nobody read any. */
  readonly resourcePolicies: Readonly<Record<string, Json>> | 'unread'
  /** Of each kind, sentences by key. */
  readonly unread?: Readonly<Record<string, Unread>>
}

interface DescribedAssociation {
  readonly id?: string
  readonly roleArn?: string
  readonly targetRoleArn?: string
  readonly externalId?: string
  readonly disableSessionTags?: boolean
  readonly policy?: Json
  readonly created?: number
  readonly unread?: string
}

interface DescribedRole {
  readonly trust?: Json
  readonly inline?: Readonly<Record<string, Json>>
  readonly attached?: readonly string[]
  readonly boundary?: string
  readonly tags?: Readonly<Record<string, string>>
  readonly unread?: readonly string[]
  readonly groups?: readonly { readonly arn: string; readonly inline: Readonly<Record<string, Json>> }[]
}

const text = (document: Json) =>
  typeof document === 'string' ? document : JSON.stringify(document, undefined, 2)

/** The snapshot that a description stands for. All but what it says is unread was read. */
export function describeSnapshot(described: Described): Snapshot {
  const { account, unread = {} } = described
  const all = <Item>(kind: string, items: Item[], complete = true) => ({
    items,
    complete,
    unread: Object.entries(unread[kind] ?? {}).map(([key, because]) => ({ key, because })),
  })
  const inlineOf = (inline: Readonly<Record<string, Json>> = {}) =>
    Object.entries(inline).map(([name, document]) => ({ name, document: text(document) }))
  const holder = (arn: string, role: DescribedRole) => ({
    arn,
    name: arn.slice(arn.lastIndexOf('/') + 1),
    id: 'AROAEXAMPLEEXAMPLEID0',
    tags: role.tags ?? {},
    inline: inlineOf(role.inline),
    attached: role.attached ?? [],
    ...(role.boundary ? { boundary: role.boundary } : {}),
    ...(role.unread ? { unread: role.unread } : {}),
  })
  const documents = (policies: Readonly<Record<string, Json>>) =>
    Object.entries(policies).map(([arn, document]) => ({ arn, document: text(document) }))
  const { resourcePolicies, associations = {} } = described
  return {
    account,
    partition: 'aws',
    clusters: all(
      'clusters',
      Object.entries(described.clusters).map(([name, issuer]) => ({
        arn: `arn:aws:eks:us-east-1:${account}:cluster/${name}`,
        name,
        ...(issuer ? { issuer } : {}),
      })),
    ),
    serviceAccounts: all(
      'serviceAccounts',
      Object.entries(described.serviceAccounts).map(([key, annotations]) => {
        const [namespace = '', name = ''] = key.split('/')
        return { cluster: 'shop', namespace, name, annotations }
      }),
    ),
    associations:
      associations === 'unread'
        ? all('associations', [], false)
        : all(
            'associations',
            Object.entries(associations).map(([key, { policy, ...association }]) => {
              const [namespace = '', serviceAccount = ''] = key.split('/')
              const own = policy === undefined ? {} : { policy: text(policy) }
              return { cluster: 'shop', namespace, serviceAccount, ...association, ...own }
            }),
          ),
    providers: all(
      'providers',
      Object.entries(described.providers).map(([name, clientIds]) => ({
        arn: name.startsWith('arn:') ? name : `arn:aws:iam::${account}:oidc-provider/${name}`,
        ...(clientIds === 'unread' ? {} : { clientIds }),
      })),
    ),
    roles: all(
      'roles',
      Object.entries(described.roles).map(([arn, role]) => ({
        ...holder(arn, role),
        trust: text(role.trust ?? ''),
      })),
    ),
    users: all(
      'users',
      Object.entries(described.users ?? {}).map(([arn, user]) => ({
        ...holder(arn, user),
        groups: (user.groups ?? []).map(({ arn, inline }) => ({
          arn,
          inline: inlineOf(inline),
          attached: [],
        })),
      })),
    ),
    managedPolicies: all('managedPolicies', documents(described.managedPolicies)),
    resourcePolicies:
      resourcePolicies === 'unread'
        ? all('resourcePolicies', [], false)
        : all('resourcePolicies', documents(resourcePolicies)),
  }
}
