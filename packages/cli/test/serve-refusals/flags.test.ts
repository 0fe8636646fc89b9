import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServe } from '../serve-process.ts'
import { expectRefused, type Refused } from './expect-refused.ts'
import { usedDataFolder } from './used-data-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'rolecall-refusals-'))
const used = join(folder, 'used')
beforeAll(() => usedDataFolder(used))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

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

test.concurrent.each(refused)('$name: one sentence, exit code 2, nothing changed', async (one) => {
  const data = mkdtempSync(join(folder, 'data-'))
  cpSync(used, data, { recursive: true })
  await expectRefused(data, one)
})

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
