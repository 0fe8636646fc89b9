import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetPolicyVersionCommand, IAMClient } from '@aws-sdk/client-iam'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { type Answer, type FakePolicy, fakeIam, listening } from '../e2e/fake-iam.ts'
import { rolecall } from '../e2e/rolecall.ts'
import { administratorOf, startServe } from '../serve-process.ts'

const allow = (action: string) =>
  `{\n  "Version": "2012-10-17",\n  "Statement": { "Effect": "Allow", "Action": "${action}", "Resource": "*" }\n}`
const policies: readonly FakePolicy[] = [
  { name: 'ReadOnlyAccess', document: allow('s3:Get*'), inUse: true },
  { name: 'Used', document: allow('a&b:C'), inUse: true },
  { name: 'Third', document: allow('c:D'), inUse: true },
  { name: 'Unused', document: allow('e:F') },
  { name: 'Alike', document: allow('ü%:G') },
]

const root = mkdtempSync(join(tmpdir(), 'rolecall-import-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let data: string
let file: string
beforeEach(() => {
  data = mkdtempSync(join(root, 'data-'))
  file = join(data, 'managed-policies.json')
})

/** Imports from an IAM that answers so. */
async function importFrom(answer: (body: string) => Answer, ...args: string[]) {
  const iam = await listening(answer)
  const ran = await rolecall(['import', 'managed-policies', '--data', data, ...args], iam.environment)
  await iam.close()
  return { ...ran, calls: iam.calls }
}

it('writes every policy that there is, in use or not, and the server answers with it', async () => {
  const ran = await importFrom(fakeIam(policies))
  expect([ran.code, ran.out]).toEqual([
    0,
    `5 AWS-managed policies in ${file}; rolecall serve takes them in at its next start\n`,
  ])
  expect(ran.progress).toBe('2 policies read …\n3 policies read …\n')
  expect(ran.calls).toEqual({ GetAccountAuthorizationDetails: 2, ListPolicies: 3, GetPolicyVersion: 2 })
  expect(readdirSync(data)).toEqual(['managed-policies.json'])
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const written = JSON.parse(readFileSync(file, 'utf8')).Policies as Record<string, unknown>[]
  expect(written.map(({ PolicyName }) => PolicyName)).toEqual([
    'Alike',
    'ReadOnlyAccess',
    'Third',
    'Unused',
    'Used',
  ])
  expect(Object.keys(written[0] ?? {})).not.toContain('AttachmentCount')

  const serve = startServe(data)
  const client = new IAMClient(administratorOf(await serve.ready, data))
  for (const { name, document } of policies) {
    const input = { PolicyArn: `arn:aws:iam::aws:policy/${name}`, VersionId: 'v2' }
    const { PolicyVersion } = await client.send(new GetPolicyVersionCommand(input))
    expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(document)
  }
  serve.child.kill('SIGTERM')
  await serve.ended
  expect(serve.said()).toContain('"message":"took in AWS-managed policies"')
})

it('leaves out what it does not understand, and says so', async () => {
  const odd = { name: 'Odd', document: '{"Version":"2031-01-01"}', inUse: true }
  const { code, out, err } = await importFrom(fakeIam([...policies, odd]), '--output', 'json')
  const leftOut = [
    { arn: 'arn:aws:iam::aws:policy/Odd', problem: expect.stringContaining('v2 does not parse') },
  ]
  expect([code, JSON.parse(out)]).toEqual([1, { file, written: 5, leftOut }])
  expect(err).toContain('left out: arn:aws:iam::aws:policy/Odd v2 does not parse')
  expect(JSON.parse(readFileSync(file, 'utf8')).Policies).toHaveLength(5)
})

const iam = fakeIam(policies)
const denied =
  '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>'
const failing: readonly (readonly [name: string, answer: (body: string) => Answer, sentence: RegExp])[] = [
  [
    'a denial',
    (body) => (body.includes('Action=GetPolicyVersion') ? { status: 403, body: denied } : iam(body)),
    /^rolecall: denied: no$/m,
  ],
  [
    'a list that breaks off',
    (body) => {
      const { status, body: text } = iam(body)
      return { status, body: text.replace(/<Marker>.*<\/Marker>/, '') }
    },
    /^rolecall: IAM answered a page that says there is more, and not where it begins$/m,
  ],
  ['no policy', fakeIam([]), /^rolecall: the account answered no AWS-managed policy; nothing is written$/m],
  [
    'nothing but what is not understood',
    fakeIam([{ name: 'Odd', document: '' }]),
    /^rolecall: none of the policies is understood; nothing is written$/m,
  ],
  ['no XML', () => ({ status: 200, body: 'hello' }), /^rolecall: /m],
]
it.each(failing)('%s leaves the file as it was', async (_name, answer, sentence) => {
  writeFileSync(file, 'as it was')
  const { code, out, err } = await importFrom(answer)
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(sentence)
  expect(err).not.toContain('internal error')
  expect(readFileSync(file, 'utf8')).toBe('as it was')
  expect(readdirSync(data)).toEqual(['managed-policies.json'])
})

it.each([
  [['import'], /missing required argument 'what'/],
  [['import', 'roles'], /^rolecall: import takes managed-policies, and "roles" is something else$/m],
  [['import', 'managed-policies', 'roles'], /too many arguments/],
  [
    ['import', 'managed-policies', '--data', '/nowhere/at/all'],
    /^rolecall: there is no data folder \/nowhere\/at\/all; rolecall serve --data \/nowhere\/at\/all makes it$/m,
  ],
])('%j is refused', async (args, words) => {
  const { code, out, err } = await rolecall(args, { AWS_REGION: 'us-east-1' })
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(words)
  expect(existsSync('/nowhere')).toBe(false)
})
