import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  IAMClient,
} from '@aws-sdk/client-iam'
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { fromIni } from '@aws-sdk/credential-providers'
import { discoveryDocument, generateSigningKey, jwksDocument, readToken, signToken } from '@rolecall/tokens'
import { rolecall } from './rolecall.ts'
import type { Server } from './serve.ts'
import type { StoryRow } from './story-row.ts'

const role = 'arn:aws:iam::111122223333:role/shop-reports-reader'
const place = ['--cluster', 'shop', '--namespace', 'shop', '--service-account']

/** Those who want the role of `reports` and have no right to it. None of them may get credentials. */
export async function intruders(server: Server): Promise<StoryRow[]> {
  const audience = ['--audience', 'sts.amazonaws.com']
  const good = await token(server, ['reports', ...audience])
  return [
    await wrongServiceAccount(server),
    await attempt(
      server,
      'reports, token for another audience',
      await token(server, ['reports', '--audience', 'vault']),
    ),
    await expired(server),
    await attempt(server, 'someone with a forged token', await forged(good)),
  ]
}

/** A pod of `batch` that runs the program of `reports` and asks for its role. */
async function wrongServiceAccount(server: Server): Promise<StoryRow> {
  const program = ['node', 'examples/shop/story/as-another-role.mjs', role, 'reports']
  const { output } = await rolecall(server, ['run', ...place, 'batch', '--', ...program])
  const line = JSON.parse(output.split('\n')[0] ?? '')
  return {
    who: 'a pod of ServiceAccount batch',
    what: 'get the role of reports (sts:AssumeRoleWithWebIdentity)',
    expected: 'no-credentials',
    outcome: line.outcome,
    because: `${line.code}: ${line.message}`,
  }
}

async function token(server: Server, line: readonly string[]): Promise<string> {
  const { output } = await rolecall(server, ['token', ...place, ...line])
  return output.trim()
}

/** The claims of a good token, signed with another key under the same key id. */
async function forged(good: string): Promise<string> {
  const reading = readToken(good)
  if (!reading.ok) throw new Error(reading.refusal.message)
  const key = await generateSigningKey('RS256')
  const { claims, header } = reading.token
  return signToken(claims, { ...key, kid: header.kid ?? key.kid })
}

/** An issuer that IAM knows, whose token ended an hour ago: ours are never made with less than ten minutes to live. */
async function expired(server: Server): Promise<StoryRow> {
  const key = await generateSigningKey('RS256')
  const issuer = createServer((request, response) => {
    const isKeys = request.url === '/keys'
    const document = isKeys ? jwksDocument([key]) : discoveryDocument(url, `${url}/keys`, ['RS256'])
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document))
  })
  await new Promise<void>((ready) => issuer.listen(0, '127.0.0.1', ready))
  const url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`
  const filepath = server.environment['AWS_SHARED_CREDENTIALS_FILE'] ?? ''
  const credentials = fromIni({ filepath, profile: 'rolecall' })
  const iam = new IAMClient({ endpoint: server.url, region: 'us-east-1', credentials })
  const provider = { Url: url, ClientIDList: ['sts.amazonaws.com'] }
  const { OpenIDConnectProviderArn } = await iam.send(new CreateOpenIDConnectProviderCommand(provider))
  const hourAgo = Math.floor(Date.now() / 1000) - 3600
  const sub = 'system:serviceaccount:shop:reports'
  const claims = { iss: url, sub, aud: ['sts.amazonaws.com'], iat: hourAgo - 3600, exp: hourAgo }
  const row = await attempt(server, 'reports, with a token that has expired', await signToken(claims, key))
  await iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }))
  issuer.close()
  return row
}

async function attempt({ url }: Server, who: string, WebIdentityToken: string): Promise<StoryRow> {
  const sts = new STSClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  })
  const command = new AssumeRoleWithWebIdentityCommand({
    RoleArn: role,
    RoleSessionName: 'intruder',
    WebIdentityToken,
  })
  const refusal = await sts.send(command).then(
    () => undefined,
    (error: Error) => error,
  )
  return {
    who,
    what: 'get the role of reports (sts:AssumeRoleWithWebIdentity)',
    expected: 'no-credentials',
    outcome: refusal ? 'no-credentials' : 'allowed',
    because: refusal ? `${refusal.name}: ${refusal.message}` : 'CREDENTIALS WERE GIVEN',
  }
}
