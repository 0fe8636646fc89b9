import { describe, expect, it } from 'vitest'
import { commands } from '../../src/commands.ts'
import { rolecall } from './rolecall.ts'

const cluster = ['--cluster', 'shop', '-n', 'shop', '--service-account', 'reports']
const aws = { AWS_REGION: 'us-east-1' }

describe.each(commands)('rolecall $name', ({ name, load }) => {
  it('has help with examples', async () => {
    const { code, out, err } = await rolecall([name, '--help'])
    expect([code, err]).toEqual([0, ''])
    for (const { line } of (await load()).examples) expect(out).toContain(line)
    expect(out).toContain('--output')
  })

  it('refuses a flag it does not know', async () => {
    const required = (await load()).options.filter((option) => option.required)
    const given = required.flatMap(({ flags }) => [/--[\w-]+/.exec(flags)?.[0] ?? '', 'x'])
    const { code, out, err } = await rolecall([name, ...given, '--bogus'])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain("rolecall: unknown option '--bogus'")
  })
})

it.each([
  [['--help'], 0, /Commands:/],
  [['--version'], 0, /^\d+\.\d+\.\d+/],
])('%j answers', async (args, code, words) => {
  const ran = await rolecall(args)
  expect([ran.code, ran.err]).toEqual([code, ''])
  expect(ran.out).toMatch(words)
})

it.each([
  [[], /^Usage: rolecall/],
  [['bogus'], /^rolecall: unknown command 'bogus'/],
  [['--bogus'], /^rolecall: unknown option '--bogus'/],
  [['plan'], /^rolecall: required option '-f, --file <file>' not specified/],
  [['plan', '-f', ''], /^rolecall: --file is empty/],
  [['plan', '-f', '/nowhere'], /^rolecall: \/nowhere cannot be read \(ENOENT\)$/m],
  [['plan', '-f', 'x', 'y'], /^rolecall: too many arguments/],
  [
    ['plan', '-f', 'x', '--file=y'],
    /^rolecall: option '-f, --file <file>' argument 'y' is invalid. It takes one/,
  ],
  [['plan', '-f', 'examples'], /^rolecall: examples is a folder; name a file of it$/m],
  [
    ['plan', '-f', 'package.json'],
    /^rolecall: package.json:1:1: has neither apiVersion nor kind; a ClusterConfig of eksctl is wanted$/m,
  ],
  [['plan', '-f', 'x', '--output', 'xml'], /argument 'xml' is invalid/],
  [
    ['plan', '-f', 'examples/shop/cluster.yaml', '--region', 'eu-west-1'],
    /is not the region of the file, us-east-1$/m,
  ],
  [
    ['plan', '-f', 'examples/shop/cluster.yaml', '--endpoint-url', 'x'],
    /--endpoint-url x is no http or https address$/m,
  ],
  [
    ['plan', '-f', 'examples/shop/cluster.yaml'],
    /^rolecall: no AWS credentials were found (.|\n)*AWS_ENDPOINT_URL=http/,
  ],
  [['token', ...cluster], /^rolecall: no AWS credentials were found/],
  [
    ['token', ...cluster, '--profile', 'rolcall'],
    /^rolecall: no AWS credentials were found for profile rolcall /,
  ],
  [['token', ...cluster, '--duration', '1x'], /^rolecall: 1x is no duration/],
  [['run', ...cluster], /^rolecall: missing required argument 'command'/],
  [['serve', '--port', '4567'], /^rolecall: unknown option '--port'; here it is --listen <host:port>$/m],
  [['serve', '--host=::'], /^rolecall: unknown option '--host=::'; here it is --listen <host:port>$/m],
  [['serve', '--prot', '4567'], /^rolecall: unknown option '--prot'$/m],
  [
    ['webhook', '--listen', ':8443'],
    /^rolecall: unknown option '--listen'; here it is --bind-address <.*> and --port <port>$/m,
  ],
  [['agent', '--endpoint-url', 'x'], /unknown option '--endpoint-url'; here it is --endpoint <url>$/m],
  [
    ['token', ...cluster, '--endpoint', 'x'],
    /unknown option '--endpoint'; here it is --endpoint-url <url>$/m,
  ],
  [['token', ...cluster, '--name', 'shop'], /unknown option '--name'; here it is --cluster <name>$/m],
  [
    ['cluster', 'register', '--name', 'edge'],
    /unknown option '--name'; here it is \[action-and-name\.\.\.\]$/m,
  ],
  [['token', ...cluster, '-o', 'json'], /unknown option '-o'; here it is --output <format>$/m],
])('%j is refused with 2 and says why', async (args, words) => {
  const { code, out, err } = await rolecall(args, aws)
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(words)
})

it('shows every finding of a file, with its place', async () => {
  const file =
    'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { nam: shop }\nnodeGroups: []\n'
  const { code, err } = await rolecall(['plan', '-f', '-'], aws, file)
  expect([code, err]).toEqual([
    2,
    'standard input:4:13: nodeGroups is left to eksctl\n' +
      'rolecall: standard input:3:13: metadata.nam is not a field that is known here; known are annotations, forceUpdateVersion, name, region, version, tags\n' +
      'standard input:3:11: metadata.name is missing\n' +
      'standard input:3:11: metadata.region is missing\n' +
      'standard input is refused: 3 findings\n',
  ])
  const { out } = await rolecall(['plan', '-f', '-', '--output', 'json'], aws, file)
  expect(JSON.parse(out).findings).toHaveLength(3)
})
