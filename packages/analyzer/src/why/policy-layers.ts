import type { Layer } from '@rolecall/policy'
import type { LinkName } from './answer.ts'

export interface LayerRow {
  readonly name: LinkName
  readonly layer: Layer
  readonly what: string
  readonly lacking: string
  /** What it means that there is none. */
  readonly absent: string
}

/** The layers of policies that speak about a call, in the order of the chain, and what to say of each. */
export const policyLayers: readonly LayerRow[] = [
  {
    name: 'identity-policies',
    layer: 'identity',
    what: 'an identity policy',
    lacking: 'no identity policy allows',
    absent: 'no identity policy is attached',
  },
  {
    name: 'permissions-boundary',
    layer: 'boundary',
    what: 'the permissions boundary',
    lacking: 'the permissions boundary does not allow',
    absent: 'no permissions boundary is set',
  },
  {
    name: 'session-policies',
    layer: 'session',
    what: 'a session policy',
    lacking: 'no session policy allows',
    absent: 'no session policy is passed',
  },
  {
    name: 'resource-policy',
    layer: 'resource',
    what: 'the policy of the resource',
    lacking: 'the policy of the resource does not allow',
    absent: 'the resource has no policy of its own',
  },
]
