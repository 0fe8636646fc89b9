import { presign, RequestHeaders, signRequest } from '@rolecall/aws-protocol'
import type { Headers, RawRequest } from '../raw-request.ts'
import type { Credentials } from '../start-test-server.ts'

/** A call of one of the services, still unsigned. `host` stands among its headers, to be signed. */
export interface Call extends RawRequest {
  readonly service: string
}

export interface Signing {
  readonly credentials: Credentials
  /** Milliseconds since the epoch. */
  readonly time: number
  readonly region?: string
  readonly service?: string
}

/** One write or read for each protocol of the server. `name` is what a write would make. */
export const calls = {
  'IAM (Query)': (host: string, name: string): Call => ({
    service: 'iam',
    method: 'POST',
    path: '/',
    query: '',
    headers: [
      ['host', host],
      ['content-type', 'application/x-www-form-urlencoded; charset=utf-8'],
    ],
    body: new URLSearchParams({
      Action: 'CreateRole',
      Version: '2010-05-08',
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Principal: { Service: 'eks.amazonaws.com' }, Action: 'sts:AssumeRole' },
      }),
    }).toString(),
  }),
  'EKS (REST-JSON)': (host: string, name: string): Call => ({
    service: 'eks',
    method: 'POST',
    path: '/clusters',
    query: '',
    headers: [
      ['host', host],
      ['content-type', 'application/json'],
    ],
    body: JSON.stringify({
      name,
      roleArn: 'arn:aws:iam::111122223333:role/eks',
      resourcesVpcConfig: {},
      clientRequestToken: 'once',
    }),
  }),
  'CloudTrail (JSON 1.1)': (host: string): Call => ({
    service: 'cloudtrail',
    method: 'POST',
    path: '/',
    query: '',
    headers: [
      ['host', host],
      ['content-type', 'application/x-amz-json-1.1'],
      ['x-amz-target', 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents'],
    ],
    body: '{"MaxResults":1}',
  }),
} satisfies Record<string, (host: string, name: string) => Call>

export type CallName = keyof typeof calls

/** Signs in the `Authorization` header, over every header that the call has. */
export function signed(call: Call, signing: Signing): RawRequest {
  const { service, ...request } = call
  const added = signRequest(prepared(request), signing.credentials, {
    service: signing.service ?? service,
    region: signing.region ?? 'us-east-1',
    time: signing.time,
  })
  return { ...request, headers: [...request.headers, ...Object.entries(added)] }
}

/** Signs in the query, good for `expires` seconds. */
export function presigned(call: Call, signing: Signing & { readonly expires?: number }): RawRequest {
  const { service, ...request } = call
  const query = presign(prepared(request), signing.credentials, {
    service: signing.service ?? service,
    region: signing.region ?? 'us-east-1',
    time: signing.time,
    ...(signing.expires === undefined ? {} : { expires: signing.expires }),
  })
  return { ...request, query }
}

function prepared({ method, path, query, headers, body }: RawRequest) {
  return {
    method,
    path,
    query,
    headers: RequestHeaders.from(Object.fromEntries(headers)),
    body: typeof body === 'string' ? Buffer.from(body) : body,
  }
}

/** Changes the value of a header; it must be there. */
export function withHeader(
  request: RawRequest,
  name: string,
  change: (value: string) => string | undefined,
): RawRequest {
  if (!request.headers.some(([one]) => one === name)) throw new Error(`the request has no ${name}`)
  const headers: Headers = request.headers.flatMap(([one, value]) => {
    if (one !== name) return [[one, value] as const]
    const changed = change(value)
    return changed === undefined ? [] : [[one, changed] as const]
  })
  return { ...request, headers }
}

/** Adds headers, also of a name that is there. */
export function addHeaders(request: RawRequest, ...added: Headers): RawRequest {
  return { ...request, headers: [...request.headers, ...added] }
}
