import { collection } from '../store/collection.ts'
import type { Tags } from './tags.ts'

export interface OpenIdConnectProvider {
  readonly account: string
  readonly arn: string
  /** As given, scheme included. */
  readonly url: string
  /** Host and path: what stands in the ARN, and before the colon of condition keys. */
  readonly hostPath: string
  readonly clientIds: readonly string[]
  readonly thumbprints: readonly string[]
  readonly createdAt: number
  readonly tags: Tags
}

export const openIdConnectProviders = collection<OpenIdConnectProvider, [account: string, hostPath: string]>(
  'iam.open-id-connect-provider',
)
