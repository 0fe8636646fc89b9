import { injectedNames, podIdentityAgent } from '@rolecall/core'
import { symptoms } from '../symptoms.ts'
import type { Method } from '../verification.ts'
import { textOf } from './text-of.ts'
import type { Value } from './variables-of.ts'

type Variables = ReadonlyMap<string, Value>

export interface CredentialSource {
  readonly kind: string
  /** Words for `kubectl set env` that make it go away. */
  remedy(set: Variables): readonly string[]
  /** What it means where this method was wired; `undefined` where it is just that. */
  hindrance(
    set: Variables,
    method: Method,
  ): { readonly sentence: string; readonly error?: string } | undefined
}

/** The SDKs' default chain, as far as variables steer it, in its order. */
const chain: readonly (CredentialSource & { readonly isSet: (set: Variables) => boolean })[] = [
  {
    kind: 'static-keys',
    remedy: unset('AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'),
    isSet: (set) => isSet(set, 'AWS_ACCESS_KEY_ID') && isSet(set, 'AWS_SECRET_ACCESS_KEY'),
    hindrance: () => ({
      sentence:
        'sets AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, which every SDK takes before the role: it calls as their owner, and once they are revoked not at all',
      error: symptoms.invalidKey(),
    }),
  },
  {
    kind: 'profile',
    remedy: unset('AWS_PROFILE', 'AWS_DEFAULT_PROFILE'),
    isSet: (set) => isSet(set, 'AWS_PROFILE') || isSet(set, 'AWS_DEFAULT_PROFILE'),
    hindrance: (set) => {
      const name = textOf(set.get('AWS_PROFILE')) ?? textOf(set.get('AWS_DEFAULT_PROFILE'))
      return {
        sentence: `sets AWS_PROFILE${name === undefined ? '' : `=${name}`}, which SDKs take before the role`,
        ...(name === undefined ? {} : { error: symptoms.noProfile(name) }),
      }
    },
  },
  {
    kind: 'web-identity-first',
    remedy: unset(...injectedNames.irsa.variables),
    isSet: (set) => injectedNames.irsa.variables.every((name) => isSet(set, name)),
    hindrance: (set, method) =>
      method === 'irsa'
        ? undefined
        : {
            sentence: `sets AWS_ROLE_ARN=${textOf(set.get('AWS_ROLE_ARN')) ?? ''} itself, which SDKs take before the EKS Pod Identity Agent`,
          },
  },
  {
    kind: 'proxied-agent',
    remedy: (set) => [
      `NO_PROXY=${[...(textOf(set.get('NO_PROXY'))?.split(',') ?? []), ...podIdentityAgent.hosts].join(',')}`,
    ],
    isSet: (set) =>
      isSet(set, injectedNames['pod-identity'].variables[0]) &&
      (isSet(set, 'HTTP_PROXY') || isSet(set, 'http_proxy')),
    hindrance(set) {
      const direct = [set.get('NO_PROXY'), set.get('no_proxy')].flatMap((one) => textOf(one) ?? []).join(',')
      return podIdentityAgent.hosts.some((host) => direct.includes(host.replace(/[[\]]/g, '')))
        ? undefined
        : {
            sentence: `sets HTTP_PROXY and no NO_PROXY for ${podIdentityAgent.hosts.join(', ')}, so that it asks the proxy in place of the agent`,
          }
    },
  },
]

/** What an SDK in a container with these variables comes to first; `undefined` when none is set. */
export function sourceOf(set: Variables): CredentialSource | undefined {
  return chain.find((one) => one.isSet(set))
}

function unset(...names: readonly string[]): CredentialSource['remedy'] {
  return (set) => names.filter((name) => set.has(name)).map((name) => `${name}-`)
}

function isSet(set: Variables, name: string): boolean {
  const value = set.get(name)
  return value !== undefined && !('text' in value && value.text === '')
}
