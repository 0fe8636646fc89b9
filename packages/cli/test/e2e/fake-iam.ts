import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakePolicy {
  readonly name: string
  readonly document: string
  /** `GetAccountAuthorizationDetails` tells it: in AWS, those in use. */
  readonly inUse?: boolean
}

export interface Answer {
  readonly status: number
  readonly body: string
}

const pageSize = 2
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const identity = ({ name }: FakePolicy) =>
  `<PolicyName>${name}</PolicyName><PolicyId>ANPAEXAMPLEEXAMPLE234</PolicyId><Path>/</Path>` +
  `<Arn>arn:aws:iam::aws:policy/${name}</Arn><DefaultVersionId>v2</DefaultVersionId><AttachmentCount>5</AttachmentCount>` +
  '<IsAttachable>true</IsAttachable><CreateDate>2026-01-02T03:04:05Z</CreateDate><UpdateDate>2026-02-03T04:05:06Z</UpdateDate>'
const version = ({ document }: FakePolicy) =>
  `<VersionId>v2</VersionId><IsDefaultVersion>true</IsDefaultVersion><CreateDate>2026-02-03T04:05:06Z</CreateDate>` +
  `<Document>${escaped(encodeURIComponent(document))}</Document>`
const detail = (policy: FakePolicy) =>
  `<member>${identity(policy)}<PolicyVersionList><member>${version(policy)}</member></PolicyVersionList></member>`

/** IAM as a pure function: what it answers to the body of a call. */
export function fakeIam(policies: readonly FakePolicy[]): (body: string) => Answer {
  return (body) => {
    const call = new URLSearchParams(body)
    const action = call.get('Action') ?? ''
    const ok = (result: string) => ({
      status: 200,
      body: `<${action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${action}Result>${result}</${action}Result></${action}Response>`,
    })
    const page = (all: readonly FakePolicy[], write: (policy: FakePolicy) => string) => {
      const from = Number(call.get('Marker') ?? 0)
      const next = from + pageSize
      const more = next < all.length
      return ok(
        `<Policies>${all.slice(from, next).map(write).join('')}</Policies><IsTruncated>${more}</IsTruncated>` +
          (more ? `<Marker>${next}</Marker>` : ''),
      )
    }
    if (action === 'GetAccountAuthorizationDetails' && call.get('Filter.member.1') === 'AWSManagedPolicy') {
      return page(
        policies.filter(({ inUse }) => inUse),
        detail,
      )
    }
    if (action === 'ListPolicies' && call.get('Scope') === 'AWS') {
      return page(policies, (policy) => `<member>${identity(policy)}</member>`)
    }
    const asked = policies.find(({ name }) => call.get('PolicyArn') === `arn:aws:iam::aws:policy/${name}`)
    if (action === 'GetPolicyVersion' && call.get('VersionId') === 'v2' && asked) {
      return ok(`<PolicyVersion>${version(asked)}</PolicyVersion>`)
    }
    return { status: 400, body: '<ErrorResponse><Error><Code>ValidationError</Code></Error></ErrorResponse>' }
  }
}

/** Answers calls on a free port of this machine, and counts them by action. */
export async function listening(answer: (body: string) => Answer) {
  const calls: Record<string, number> = {}
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const action = new URLSearchParams(body).get('Action') ?? ''
    calls[action] = (calls[action] ?? 0) + 1
    const { status, body: text } = answer(body)
    response.writeHead(status, { 'content-type': 'text/xml' }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    calls,
    environment: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
