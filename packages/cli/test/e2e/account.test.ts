import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetUserCommand, IAMClient, ListAttachedUserPoliciesCommand } from '@aws-sdk/client-iam'
import {
  CreateOrganizationalUnitCommand,
  ListParentsCommand,
  ListRootsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { fromIni } from '@aws-sdk/credential-providers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rolecall } from './rolecall.ts'
import { type Serving, serving } from './serving.ts'

let server: Serving
let folder: string
let file: string
const run = (...args: string[]) => rolecall(['account', ...args], server.environment)
const settings = (profile: string) => ({
  endpoint: server.environment['AWS_ENDPOINT_URL'] ?? '',
  region: 'us-east-1',
  credentials: fromIni({ profile, filepath: file, ignoreCache: true }),
})
const email = (name: string) => ['--email', `${name}@example.com`]

beforeAll(async () => {
  server = await serving()
  file = server.environment['AWS_SHARED_CREDENTIALS_FILE'] ?? ''
  folder = mkdtempSync(join(tmpdir(), 'rolecall-account-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await server?.stop()
})

describe('rolecall account', () => {
  it.each([
    [[], /what\? Say rolecall account create NAME --email EMAIL, or account list/],
    [['remove'], /what\?/],
    [['__proto__'], /what\?/],
    [['list', 'x'], /account list takes no name/],
    [['create'], /account create takes one name/],
    [['create', 'a', '--email', 'a@b.c'], /"a@b.c" is no email of 6 to 64 characters/],
    [['create', 'a', 'b', ...email('a')], /account create takes one name/],
    [['create', 'a'], /give it with --email/],
    [['create', 'two words', ...email('a')], /two words is no name for a profile; give one with --save-as/],
    [['create', 'rolecall', ...email('a')], /has a profile rolecall already/],
    [['create', 'a', ...email('a')], /in no organization, .* with --create-organization one is made/],
    [['list'], /AWSOrganizationsNotInUseException: Your account is not a member of an organization/],
  ])('%j is refused with 2 and says why', async (args, words) => {
    const before = readFileSync(file, 'utf8')
    const { code, out, err } = await run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(words)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('makes an organization when asked to, an account, and its administrator', async () => {
    const before = readFileSync(file, 'utf8')
    const { code, out, err } = await run('create', 'red', ...email('red'), '--create-organization')
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(
      /^organization o-\w+ is made; 111122223333 manages it\naccount \d{12} \(red\) is there/,
    )
    const id = /account (\d{12})/.exec(out)?.[1]
    const who = await new STSClient(settings('red')).send(new GetCallerIdentityCommand({}))
    expect(who).toMatchObject({ Account: id, Arn: `arn:aws:iam::${id}:user/administrator` })
    const iam = new IAMClient(settings('red'))
    const user = { UserName: 'administrator' }
    expect((await iam.send(new GetUserCommand(user))).User?.UserName).toBe('administrator')
    const { AttachedPolicies } = await iam.send(new ListAttachedUserPoliciesCommand(user))
    expect(AttachedPolicies?.map(({ PolicyName }) => PolicyName)).toEqual(['AdministratorAccess'])
    expect(readFileSync(file, 'utf8').startsWith(before)).toBe(true)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('lists accounts, for people and for programs', async () => {
    const text = await run('list')
    expect([text.code, text.err]).toEqual([0, ''])
    expect(text.out).toMatch(/^\d{12} {2}ACTIVE {2}red +red@example\.com$/m)
    const { accounts } = JSON.parse((await run('list', '--output', 'json')).out)
    expect(accounts).toHaveLength(2)
    expect(accounts).toContainEqual(expect.objectContaining({ name: 'red', email: 'red@example.com' }))
  })

  it('puts it into a unit, and makes nothing when there is none', async () => {
    const organizations = new OrganizationsClient(settings('rolecall'))
    const { Roots } = await organizations.send(new ListRootsCommand({}))
    const unit = { ParentId: Roots?.[0]?.Id, Name: 'unit' }
    const made = await organizations.send(new CreateOrganizationalUnitCommand(unit))
    const ou = made.OrganizationalUnit?.Id ?? ''
    const wrong = await run('create', 'lost', ...email('lost'), '--ou', 'ou-none-12345678')
    expect([wrong.code, wrong.err]).toEqual([
      2,
      'rolecall: there is no organizational unit ou-none-12345678\n',
    ])
    expect((await run('list')).out).not.toContain('lost')
    const { code, out } = await run('create', 'blue', ...email('blue'), '--ou', ou, '--output', 'json')
    expect(code).toBe(0)
    const answer = JSON.parse(out)
    expect(answer).toMatchObject({ name: 'blue', profile: 'blue', credentials: file })
    expect(out).not.toContain(/aws_secret_access_key = (\S+)\n$/.exec(readFileSync(file, 'utf8'))?.[1] ?? '')
    const { Parents } = await organizations.send(new ListParentsCommand({ ChildId: answer.id }))
    expect(Parents?.[0]?.Id).toBe(ou)
  })

  it('does not take an email twice, and goes on with an account that is there', async () => {
    const taken = await run('create', 'other', ...email('RED'))
    expect(taken.code).toBe(2)
    expect(taken.err).toMatch(/RED@example\.com belongs to account \d{12}, which is called red \(ACTIVE\)/)
    const again = await run('create', 'red', ...email('red'), '--save-as', 'red-again')
    expect([again.code, again.err]).toEqual([0, ''])
    const identity = async (profile: string) =>
      (await new STSClient(settings(profile)).send(new GetCallerIdentityCommand({}))).Arn
    expect(await identity('red-again')).toBe(await identity('red'))
  })

  it('leaves a link a link, and waits for nobody who writes the same file', async () => {
    const real = join(folder, 'real')
    const link = join(folder, 'link')
    writeFileSync(real, '# mine\n[default]\naws_access_key_id = x', { mode: 0o644 })
    symlinkSync(real, link)
    writeFileSync(`${real}.new`, '')
    const args = ['create', 'green', ...email('green'), '--credentials', link]
    const held = await run(...args)
    expect([held.code, held.err]).toEqual([
      2,
      `rolecall: another is writing beside ${real}.new; if nobody is, remove that file\n`,
    ])
    expect((await run('list')).out).not.toContain('green')
    rmSync(`${real}.new`)
    expect((await run(...args)).code).toBe(0)
    expect(readFileSync(link, 'utf8')).toMatch(
      /^# mine\n\[default\]\naws_access_key_id = x\n\n\[green\]\naws_access_key_id = AKIA\w+\naws_secret_access_key = \S+\n$/,
    )
    expect(statSync(real).mode & 0o777).toBe(0o600)
  })

  it('a member account cannot make accounts', async () => {
    const { code, err } = await run('create', 'x', ...email('x'), '--profile', 'red')
    expect(code).toBe(2)
    expect(err).toContain("denied: You don't have permissions to access this resource.")
  })
})
