import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { RequestHeaders, readSignature, verifySignature } from '@rolecall/aws-protocol'
import {
  audiences,
  type KeySet,
  readServiceAccount,
  readToken,
  type SigningKey,
  verifyToken,
} from '@rolecall/tokens'

/** What the fake answers in place of its own answer: `cut` ends the connection, `half` in the middle of the body. */
export type Mischief =
  | { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }
  | 'hang'
  | 'cut'
  | 'half'

export interface FakeEksAuth {
  readonly url: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** Tokens it was sent, in order. */
  readonly calls: string[]
  /** Roles by `namespace/serviceAccount`. */
  readonly associations: Map<string, string>
  /** Asked before each answer. */
  mischief: (turn: number) => Mischief | undefined
  /** Seconds that credentials live. */
  lifetime: number
  /** Milliseconds that each answer takes. */
  delay: number
  /** Awaited before each answer; `turn` counts the calls. */
  gate: (turn: number) => Promise<void>
  /** Answers of the extension for changes; without any there is none, as at AWS. */
  changes?: (cursor: string | undefined) => Promise<object>
  /** Answered to questions for changes in place of an answer. */
  changesRefusal?: Answer | undefined
  close(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly body: object
}

/** EKS Auth as its model describes it (2023-11-26), with the error statuses that AWS answers. */
export async function fakeEksAuth(
  clusterName: string,
  issuer: string,
  key: SigningKey,
  clock = Date.now,
): Promise<FakeEksAuth> {
  const credentials = { accessKeyId: 'AKIAFAKEFAKEFAKEFAKE', secretAccessKey: 'fake-secret-of-the-node' }
  const keySet: KeySet = {
    keys: [{ kid: key.kid, algorithm: key.algorithm, key: await publicKey(key), numbers: '' }],
    unusable: [],
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const fake: FakeEksAuth = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials,
    calls: [],
    associations: new Map(),
    mischief: () => undefined,
    lifetime: 6 * 3600,
    delay: 0,
    gate: async () => {},
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return fake

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const refusal = signatureRefusal(request, body)
    const given = refusal ?? (await route(request.url ?? '', body, response))
    if (!given || response.destroyed) return
    const headers = { 'content-type': 'application/json', 'x-amzn-requestid': 'request-1' }
    response.writeHead(given.status, headers).end(JSON.stringify(given.body))
  }

  async function route(path: string, body: Buffer, response: ServerResponse): Promise<Answer | undefined> {
    const input = JSON.parse(body.toString())
    if (path.endsWith('/pod-identity-changes') && fake.changesRefusal) return fake.changesRefusal
    if (path === `/clusters/${clusterName}/pod-identity-changes` && fake.changes) {
      return { status: 200, body: await fake.changes(input.cursor) }
    }
    if (!path.endsWith('/assume-role-for-pod-identity')) return refuse(404, 'UnknownOperationException')
    const turn = fake.calls.push(input.token) - 1
    const mischief = fake.mischief(turn)
    if (fake.delay > 0) await new Promise((resolve) => setTimeout(resolve, fake.delay))
    await fake.gate(turn)
    if (mischief === 'hang') return undefined
    if (mischief === 'cut') return void response.destroy()
    if (mischief === 'half') {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"subject":')
      setTimeout(() => response.destroy(), 20)
      return undefined
    }
    if (mischief) {
      response.writeHead(mischief.status, mischief.headers ?? {}).end(mischief.body)
      return undefined
    }
    if (path !== `/clusters/${clusterName}/assume-role-for-pod-identity`) {
      return refuse(404, 'ResourceNotFoundException', 'No cluster found')
    }
    return assumeRole(input.token, turn)
  }

  async function assumeRole(text: string, turn: number): Promise<Answer> {
    const reading = readToken(text)
    if (!reading.ok) return refuse(400, 'InvalidTokenException', reading.refusal.message)
    const verdict = await verifyToken(reading.token, keySet, { issuer, now: clock() })
    if (!verdict.ok) {
      const code = verdict.refusal.code === 'expired' ? 'ExpiredTokenException' : 'InvalidTokenException'
      return refuse(400, code, verdict.refusal.message)
    }
    if (!audiences(verdict.claims).includes('pods.eks.amazonaws.com')) {
      return refuse(400, 'InvalidTokenException', 'Audience')
    }
    const holder = readServiceAccount(verdict.claims)
    if (!holder?.pod) return refuse(400, 'InvalidTokenException', 'Pod')
    const { namespace, serviceAccount, pod } = holder
    const role = fake.associations.get(`${namespace}/${serviceAccount.name}`)
    if (!role) return refuse(404, 'ResourceNotFoundException', 'No association found')
    const session = `eks-${clusterName}-${pod.name}-${turn}`
    return {
      status: 200,
      body: {
        subject: { namespace, serviceAccount: serviceAccount.name },
        audience: 'pods.eks.amazonaws.com',
        podIdentityAssociation: {
          associationArn: `arn:aws:eks:us-east-1:111122223333:podidentityassociation/${clusterName}/a-1`,
          associationId: 'a-1',
        },
        assumedRoleUser: {
          arn: `arn:aws:sts::111122223333:assumed-role/${role}/${session}`,
          assumeRoleId: `AROAFAKEFAKEFAKEFAKEF:${session}`,
        },
        credentials: {
          accessKeyId: `ASIA${String(turn).padStart(16, '0')}`,
          secretAccessKey: `secret-of-${pod.uid}`,
          sessionToken: `${role} ${pod.uid} ${turn}`,
          expiration: Math.floor(clock() / 1000) + fake.lifetime,
        },
      },
    }
  }

  function signatureRefusal(request: IncomingMessage, body: Buffer): Answer | undefined {
    const headers = RequestHeaders.fromRaw(request.rawHeaders)
    const [path = '', query = ''] = (request.url ?? '').split('?')
    const call = { method: request.method ?? '', path, query, headers, body }
    try {
      const signature = readSignature(call)
      if (signature?.accessKeyId !== credentials.accessKeyId || signature.scope.service !== 'eks-auth') {
        return refuse(
          403,
          'UnrecognizedClientException',
          'The security token included in the request is invalid.',
        )
      }
      const seen = verifySignature(signature, call, credentials.secretAccessKey, clock())
      return seen.verified ? undefined : refuse(403, 'InvalidSignatureException', seen.fault.message)
    } catch (error) {
      return refuse(403, 'IncompleteSignatureException', (error as Error).message)
    }
  }
}

function refuse(status: number, type: string, message = 'Refused'): Answer {
  return { status, body: { __type: type, message } }
}

async function publicKey(key: SigningKey) {
  const { KeyObject } = await import('node:crypto')
  return KeyObject.from(key.publicKey)
}
