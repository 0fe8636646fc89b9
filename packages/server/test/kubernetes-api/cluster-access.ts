import {
  CreateClusterCommand,
  type CreateClusterCommandInput,
  DescribeClusterCommand,
  EKSClient,
} from '@aws-sdk/client-eks'
import { presign, RequestHeaders } from '@rolecall/aws-protocol'
import type { Credentials, TestServer } from '../start-test-server.ts'

export interface MadeCluster {
  readonly name: string
  readonly endpoint: string
  readonly issuer: string
}

/** Makes a cluster as its caller, and waits until it is active. */
export async function makeCluster(
  server: TestServer,
  name: string,
  options: { credentials?: Credentials } & Partial<CreateClusterCommandInput> = {},
): Promise<MadeCluster> {
  const { credentials = server.credentials, ...input } = options
  const eks = server.client(EKSClient, { credentials })
  const roleArn = 'arn:aws:iam::111122223333:role/eks'
  await eks.send(new CreateClusterCommand({ name, roleArn, resourcesVpcConfig: {}, ...input }))
  for (;;) {
    const { cluster } = await eks.send(new DescribeClusterCommand({ name }))
    const { endpoint = '', identity, status } = cluster ?? {}
    if (status === 'ACTIVE') return { name, endpoint, issuer: identity?.oidc?.issuer ?? '' }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export interface TokenParts {
  readonly credentials: Credentials
  readonly cluster: string
  /** Milliseconds since the epoch. */
  readonly time: number
  readonly url?: string
  readonly query?: string
  readonly service?: string
  readonly method?: string
  readonly expires?: number | undefined
  /** Header of the cluster's name; left out when empty. */
  readonly clusterHeader?: string
}

/** The presigned URL inside a token of `aws eks get-token`. */
export function tokenUrl(parts: TokenParts): string {
  const {
    credentials,
    cluster,
    time,
    url = 'https://sts.us-east-1.amazonaws.com/',
    query = 'Action=GetCallerIdentity&Version=2011-06-15',
    service = 'sts',
    method = 'GET',
    clusterHeader = 'x-k8s-aws-id',
  } = parts
  const expires = 'expires' in parts ? parts.expires : 60
  const { host, pathname } = new URL(url)
  const headers = RequestHeaders.from({ host, ...(clusterHeader === '' ? {} : { [clusterHeader]: cluster }) })
  const options = { service, region: 'us-east-1', time, ...(expires === undefined ? {} : { expires }) }
  const signed = presign({ method, path: pathname, query, headers }, credentials, options)
  return `${url}?${signed}`
}

/** A token of `aws eks get-token`. */
export function eksToken(parts: TokenParts): string {
  return encodeToken(tokenUrl(parts))
}

export function encodeToken(url: string): string {
  return `k8s-aws-v1.${Buffer.from(url).toString('base64url')}`
}

export interface KubernetesRequest {
  readonly method?: string
  readonly path: string
  readonly token?: string | undefined
  readonly body?: unknown
  readonly type?: string
}

export interface KubernetesResponse {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: an object of the Kubernetes API, looked into by the tests
  readonly body: any
}

/** One call of a cluster's API. A body that is text goes as it stands. */
export async function kubernetesCall(
  endpoint: string,
  request: KubernetesRequest,
): Promise<KubernetesResponse> {
  const { method = 'GET', path, token, body, type = 'application/json' } = request
  const response = await fetch(`${endpoint}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined || type === '' ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}
