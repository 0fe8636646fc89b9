import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { administratorOf, type ServeProcess, startServe } from './serve-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'rolecall-refusals-'))
/** A data folder as a server left it. */
const used = join(folder, 'used')
const inUse = join(folder, 'in-use')
let running: ServeProcess
let occupied: Server
let port: number

beforeAll(async () => {
  running = startServe(inUse)
  const first = startServe(used)
  await Promise.all([running.ready, first.ready])
  first.child.kill('SIGTERM')
  await first.ended
  occupied = createServer()
  await new Promise<void>((resolve) => occupied.listen(0, '127.0.0.1', resolve))
  port = (occupied.address() as { port: number }).port
})

afterAll(async () => {
  running.child.kill('SIGTERM')
  await running.ended
  occupied.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Every file below a folder with a digest of what is in it. */
function contents(of: string): Record<string, string> {
  const files = globSync('**', { cwd: of }).filter((name) => statSync(join(of, name)).isFile())
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(of, name)))
      .digest('hex')
  return Object.fromEntries(files.map((name) => [name, digest(name)]))
}

interface Refused {
  readonly name: string
  /** What is wrong with a copy of a used data folder. */
  readonly spoil?: (data: string) => void
  /** Another data folder. */
  readonly data?: () => string
  readonly args?: () => readonly string[]
  readonly sentence: RegExp
}

/** The same each time: other noise may look like a page by accident. */
const noise = (size: number) =>
  createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(size))
const overwrite = (file: string, at: number, bytes: Buffer) => {
  const content = readFileSync(file)
  bytes.copy(content, at)
  writeFileSync(file, content)
}
const flags =
  (...args: string[]) =>
  () =>
    args
const pem = (name: string, text: string) => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

const refused: readonly Refused[] = [
  {
    name: 'an occupied port',
    args: () => ['--listen', `127.0.0.1:${port}`],
    sentence: /^127\.0\.0\.1:\d+ is in use by another program; /,
  },
  {
    name: 'an occupied port before the first start',
    data: () => join(folder, 'never'),
    args: () => ['--listen', `127.0.0.1:${port}`],
    sentence: /is in use by another program/,
  },
  {
    name: 'a folder that another server uses',
    data: () => inUse,
    sentence: /^Another rolecall server is using .*rolecall\.db\.$/,
  },
  {
    name: 'a file in place of the data folder',
    data: () => pem('a-file', 'x'),
    sentence: /^The data folder .*a-file cannot be used: EEXIST/,
  },
  {
    name: 'a data folder below a file',
    data: () => join(pem('b-file', 'x'), 'data'),
    sentence: /cannot be used: E(EXIST|NOTDIR)/,
  },
  {
    name: 'a data folder where none can be made',
    data: () => '/proc/rolecall',
    sentence: /^The data folder \/proc\/rolecall cannot be used: /,
  },
  {
    name: 'a newer database',
    spoil: (data) => setForm(join(data, 'rolecall.db'), 99),
    sentence:
      /rolecall\.db was written by a newer version of rolecall \(form 99; this version knows \d+\)\.$/,
  },
  {
    name: 'a database of noise',
    spoil: (data) => writeFileSync(join(data, 'rolecall.db'), noise(50_000)),
    sentence: /rolecall\.db cannot be used: file is not a database\.$/,
  },
  {
    name: 'half a database',
    spoil: (data) => truncateSync(join(data, 'rolecall.db'), 10_000),
    sentence: /cannot be used: (database disk image is malformed|disk I\/O error)\.$/,
  },
  {
    name: 'a database with noise in it',
    spoil: (data) =>
      overwrite(join(data, 'rolecall.db'), 4096, noise(statSync(join(data, 'rolecall.db')).size - 4096)),
    sentence: /cannot be used: database disk image is malformed\.$/,
  },
  {
    name: 'a folder in place of the database',
    spoil: (data) => {
      rmSync(join(data, 'rolecall.db'))
      mkdirSync(join(data, 'rolecall.db'))
    },
    sentence: /^The data folder .* cannot be used: EISDIR/,
  },
  {
    name: 'an empty master key',
    spoil: (data) => writeFileSync(join(data, 'master.key'), ''),
    sentence: /master\.key holds no master key\.$/,
  },
  {
    name: 'a master key of words',
    spoil: (data) => writeFileSync(join(data, 'master.key'), 'correct horse battery staple\n'),
    sentence: /master\.key, line 1: a master key is 32 bytes in base64\.$/,
  },
  {
    name: 'half a master key',
    spoil: (data) => truncateSync(join(data, 'master.key'), 20),
    sentence: /master\.key, line 1: a master key is 32 bytes in base64\.$/,
  },
  {
    name: "another folder's master key",
    spoil: (data) => writeFileSync(join(data, 'master.key'), `${randomBytes(32).toString('base64')}\n`),
    sentence: /master\.key does not open the secrets in .*: it is not their key\.$/,
  },
  {
    name: 'no master key',
    spoil: (data) => rmSync(join(data, 'master.key')),
    sentence: /master\.key is missing, and the secrets in .* need it\.$/,
  },
  {
    name: 'a folder in place of the master key',
    spoil: (data) => {
      rmSync(join(data, 'master.key'))
      mkdirSync(join(data, 'master.key'))
    },
    sentence: /^The data folder .* cannot be used: EISDIR/,
  },
  {
    name: 'half an import of AWS-managed policies',
    spoil: (data) => writeFileSync(join(data, 'managed-policies.json'), '{"Policies":['),
    sentence:
      /managed-policies\.json is no list of AWS-managed policies\. Run rolecall import managed-policies again, /,
  },
  {
    name: 'a folder in place of an import of AWS-managed policies',
    spoil: (data) => mkdirSync(join(data, 'managed-policies.json')),
    sentence: /^The data folder .* cannot be used: EISDIR/,
  },
  {
    name: 'another account',
    args: flags('--account', '999999999999'),
    sentence: /^The data folder .* was made for account 111122223333, and not for 999999999999\.$/,
  },
  {
    name: 'a certificate that is not there',
    args: flags('--tls-cert', '/nowhere/c.pem', '--tls-key', '/nowhere/k.pem'),
    sentence: /^\/nowhere\/c\.pem cannot be read/,
  },
  {
    name: 'a certificate without a key',
    args: () => ['--tls-cert', pem('c.pem', 'x')],
    sentence: /^--tls-cert and --tls-key go together\.$/,
  },
  {
    name: 'a certificate that is none',
    args: () => ['--tls-cert', pem('c.pem', 'x'), '--tls-key', pem('k.pem', 'x')],
    sentence: /^The TLS certificate or its key cannot be used: /,
  },
  { name: 'a port without a host', args: flags('--listen', '4566'), sentence: /^--listen takes HOST:PORT/ },
  {
    name: 'a port in words',
    args: flags('--listen', 'localhost:http'),
    sentence: /^--listen takes HOST:PORT/,
  },
  {
    name: 'a port too high',
    args: flags('--listen', '127.0.0.1:70000'),
    sentence: /^--listen takes HOST:PORT/,
  },
  {
    name: 'an address of another machine',
    args: flags('--listen', '192.0.2.1:0'),
    sentence: /^192\.0\.2\.1:0 is no address of this machine\.$/,
  },
  {
    name: 'a host nobody knows',
    args: flags('--listen', 'nowhere.invalid:0'),
    sentence: /^nowhere\.invalid:0 (is no address of this machine|cannot be looked up)\.$/,
  },
  {
    name: 'an account of letters',
    args: flags('--account', 'administrator'),
    sentence: /^--account takes twelve digits/,
  },
  {
    name: 'a region of blanks',
    args: flags('--region', 'US East'),
    sentence: /^--region takes a region such as us-east-1/,
  },
  {
    name: 'a public URL that is none',
    args: flags('--public-url', 'ftp://x'),
    sentence: /^--public-url takes http/,
  },
  {
    name: 'a public URL with a path',
    args: flags('--public-url', 'https://x/y'),
    sentence: /^--public-url takes http/,
  },
  {
    name: 'keys that rotate by the hour',
    args: flags('--rotate-issuer-keys', '1h'),
    sentence: /^--rotate-issuer-keys takes days, such as 7d, and "1h" is something else\.$/,
  },
  {
    name: 'keys that rotate always',
    args: flags('--rotate-issuer-keys', '0d'),
    sentence: /^--rotate-issuer-keys takes days/,
  },
  {
    name: 'a database elsewhere',
    args: flags('--database', 'postgres://x'),
    sentence: /^--database is not offered yet/,
  },
]

function setForm(file: string, form: number): void {
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA user_version = ${form}`)
  database.close()
}

test.concurrent.each(refused)(
  '$name: one sentence, exit code 2, nothing changed',
  async ({ spoil, data: other, args, sentence }) => {
    const data = other?.() ?? mkdtempSync(join(folder, 'data-'))
    if (!other) cpSync(used, data, { recursive: true })
    spoil?.(data)
    const before = existsSync(data) && statSync(data).isDirectory() ? contents(data) : existsSync(data)
    const { code, out, err } = await startServe(data, args?.()).ended
    expect(err).toMatch(/^rolecall: [^\n]+\n$/)
    expect(err.slice('rolecall: '.length).trim()).toMatch(sentence)
    expect([code, out]).toEqual([2, ''])
    const after = existsSync(data) && statSync(data).isDirectory() ? contents(data) : existsSync(data)
    expect(after).toEqual(before)
  },
)

test.concurrent.each<[string, readonly string[], RegExp]>([
  ['an unknown flag', ['--insecure'], /unknown option '--insecure'/],
  [
    'an unknown auth mode',
    ['--auth', 'none'],
    /'none' is invalid\. Allowed choices are enforce, observe, off\./,
  ],
  ['an empty data folder', ['--data', ''], /--data is empty/],
  ['an operand', ['now'], /too many arguments/],
])('%s is refused by the command line', async (_name, args, sentence) => {
  const { code, out, err } = await startServe(join(folder, 'never'), args).ended
  expect(err).toMatch(sentence)
  expect([code, out]).toEqual([2, ''])
  expect(existsSync(join(folder, 'never'))).toBe(false)
})

test('a server that another was refused beside goes on, and so does what it guards', async () => {
  const s3 = new S3Client({ ...administratorOf(await running.ready, inUse), forcePathStyle: true })
  await s3.send(new CreateBucketCommand({ Bucket: 'before' }))
  expect((await startServe(inUse).ended).code).toBe(2)
  await s3.send(new PutObjectCommand({ Bucket: 'before', Key: 'after', Body: 'x' }))
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'before' }))
  expect(Contents?.map(({ Key }) => Key)).toEqual(['after'])
})
