import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { readClusterConfig } from '../../src/cluster-config/read-cluster-config.ts'

interface Refused {
  readonly file?: string
  /** Set: `file` stands below the usual first three lines. */
  readonly head?: string
  /** The list of ServiceAccounts, from line 7. */
  readonly accounts?: string
  /** Stands in the first finding. */
  readonly says: string
  readonly also?: string
}

const head =
  'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: shop, region: us-east-1 }\n'
const refused = parse(readFileSync(new URL('refused.yaml', import.meta.url), 'utf8')) as Refused[]

function text({ file = '', head: below, accounts }: Refused): string {
  if (accounts === undefined) return below === undefined ? file : head + file
  const indented = accounts.trimEnd().replace(/^/gm, '    ')
  return `${head.trimEnd()}\niam:\n  withOIDC: true\n  serviceAccounts:\n${indented}\n`
}

const lines = (file: string) =>
  readClusterConfig(file).findings.map(
    ({ line, column, path, message }) => `${line}:${column}: ${path} ${message}`,
  )

it.each(refused)('refuses: $says', (one) => {
  const found = lines(text(one))
  expect(found[0]).toContain(one.says)
  if (one.also) expect(found).toContain(one.also)
})

it('reads the example, and JSON', () => {
  const example = readFileSync(new URL('../../../../examples/shop/cluster.yaml', import.meta.url), 'utf8')
  const { config, findings, notes } = readClusterConfig(example)
  expect([findings, notes]).toEqual([[], []])
  expect(config?.iam?.serviceAccounts?.map(({ metadata }) => metadata.name)).toEqual([
    'frontend',
    'batch',
    'reports',
  ])
  expect(readClusterConfig(JSON.stringify(config)).config).toEqual(config)
})

it('says of every section for compute that it is left to eksctl', () => {
  const { config, notes } = readClusterConfig(
    `${head}nodeGroups: [{ name: a }]\nvpc: { id: vpc-1 }\naddons: []\niam: { vpcResourceControllerPolicy: true }\n`,
  )
  expect(config?.metadata.name).toBe('shop')
  expect(notes.map(({ path, line }) => `${line} ${path}`)).toEqual([
    '4 nodeGroups',
    '5 vpc',
    '6 addons',
    '7 iam.vpcResourceControllerPolicy',
  ])
})

it('takes a field without a value for one that is not there', () => {
  expect(readClusterConfig(`${head}iam:\n`).config).toEqual(readClusterConfig(head).config)
})

it('is not led into endless work by aliases', () => {
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
  for (let at = 1; at < 12; at++) bomb.push(`a${at}: &a${at} [${`*a${at - 1}, `.repeat(9)}]`)
  const policy = `{ ${bomb.join(', ').replaceAll('\n', ' ')} }`
  const found = lines(
    `${head}iam:\n  withOIDC: true\n  serviceAccounts:\n    - metadata: { name: a }\n      attachPolicy: ${policy}\n`,
  )
  expect(found).toHaveLength(1)
  expect(found[0]).toMatch(/more than 100000 values/)
})

it('is not led into a full stack by brackets', () => {
  expect(lines('['.repeat(200_000))).not.toEqual([])
  expect(lines(`${head}iam: ${'{a: '.repeat(50_000)}`)).not.toEqual([])
})

it('answers findings or a config to any text', () => {
  const pieces = fc.constantFrom(
    ...[
      'apiVersion: ',
      'metadata',
      ':',
      '\n',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a',
      '!!int ',
      '"',
      "'",
      '|',
      '>',
    ],
    ...[
      'iam',
      'serviceAccounts',
      'attachPolicy',
      '---',
      '<<: ',
      '? ',
      '%YAML 1.1\n',
      '\t',
      '#',
      '\u0000',
      '\ufeff',
    ],
  )
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.uint8Array().map((bytes) => Buffer.from(bytes).toString()),
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.array(pieces, { maxLength: 40 }).map((parts) => head + parts.join('')),
  )
  fc.assert(
    fc.property(anything, (file) => {
      const { config, findings } = readClusterConfig(file)
      expect(config === undefined).toBe(findings.length > 0)
      for (const { line, column } of findings) expect(Math.min(line, column)).toBeGreaterThan(0)
    }),
    { numRuns: 2000 },
  )
})
