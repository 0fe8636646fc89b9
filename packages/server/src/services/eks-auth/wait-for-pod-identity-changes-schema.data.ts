import type { OperationSchema } from '@rolecall/aws-protocol'

const namespace = 'com.amazonaws.eksauth'
/** Kinds of shapes and traits, as `@smithy/core/schema` numbers them. */
const [text, number, boolean, structure, list, operation] = [0, 1, 2, 3, 1, 9] as const
const label = 1

const Change$ = [
  structure,
  namespace,
  'PodIdentityChange',
  0,
  ['namespace', 'serviceAccount'],
  [text, text],
  2,
]
const ChangeList = [list, namespace, 'PodIdentityChangeList', 0, [() => Change$, 0]]

/** An extension, which AWS does not have: agents learn of changes as they happen. */
export const WaitForPodIdentityChanges$ = [
  operation,
  namespace,
  'WaitForPodIdentityChanges',
  { http: ['POST', '/clusters/{clusterName}/pod-identity-changes', 200] },
  () => [
    structure,
    namespace,
    'WaitForPodIdentityChangesRequest',
    0,
    ['clusterName', 'cursor', 'waitSeconds'],
    [[text, label], text, number],
    1,
  ],
  () => [
    structure,
    namespace,
    'WaitForPodIdentityChangesResponse',
    0,
    ['cursor', 'isComplete', 'changes'],
    [text, boolean, () => ChangeList],
    3,
  ],
] as unknown as OperationSchema

export interface WaitForPodIdentityChangesRequest {
  readonly clusterName: string
  /** Of the answer before; left out the first time. */
  readonly cursor?: string | undefined
  /** How long to wait for a change when there is none. */
  readonly waitSeconds?: number | undefined
}

export interface WaitForPodIdentityChangesResponse {
  readonly cursor: string
  /** `false` when the cursor is not known or too old: all may have changed. */
  readonly isComplete: boolean
  /** ServiceAccounts whose credentials may be others now; with `*` where the association is of a pattern. */
  readonly changes: readonly { readonly namespace: string; readonly serviceAccount: string }[]
}
