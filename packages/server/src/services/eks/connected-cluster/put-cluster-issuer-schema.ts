import { type Certificate, Certificate$, type Cluster, Cluster$ } from '@aws-sdk/client-eks'
import type { OperationSchema } from '@rolecall/aws-protocol'

export interface PutClusterIssuerRequest {
  readonly name: string
  /** As it stands in `iss` of the cluster's tokens. */
  readonly issuer: string
  /** The text of a JSON Web Key Set (RFC 7517). Without it, keys are fetched from the issuer. */
  readonly keys?: string
  /** Base64 of PEM: the authorities by which the issuer proves itself, in place of the public ones. */
  readonly certificateAuthority?: Certificate
  /** Address of the cluster's Kubernetes API, shown by `DescribeCluster` and never called. */
  readonly endpoint?: string
}

export interface PutClusterIssuerResponse {
  readonly cluster?: Cluster
  /** `false` when all of it was known already. */
  readonly changed?: boolean
}

/** The trait, as `@smithy/core/schema` numbers it. */
const sensitive = 8

/**
 * `PUT /clusters/{name}/issuer`: Rolecall's own, in the form of the schemas that AWS's client packages export. AWS has
 * no call that says which issuer a connected cluster has. Keys and authority are sensitive, so that no record holds
 * them: a private key among them is refused, but the trail would keep it.
 */
export const PutClusterIssuer$: OperationSchema = [
  9,
  'rolecall.eks',
  'PutClusterIssuer',
  { http: ['PUT', '/clusters/{name}/issuer', 200] },
  () => [
    3,
    'rolecall.eks',
    'PutClusterIssuerRequest',
    0,
    ['name', 'issuer', 'keys', 'certificateAuthority', 'endpoint'],
    [[0, 1], 0, [0, sensitive], [() => Certificate$, sensitive], 0],
    2,
  ],
  () => [3, 'rolecall.eks', 'PutClusterIssuerResponse', 0, ['cluster', 'changed'], [() => Cluster$, 2]],
]
