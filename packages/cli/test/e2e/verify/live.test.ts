import type { Verification } from '@rolecall/analyzer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { podFlags } from '../pod-flags.ts'
import { startVerifyShop, type VerifyShop } from './start-verify-shop.ts'

let shop: VerifyShop
beforeAll(async () => {
  shop = await startVerifyShop()
})
afterAll(() => shop?.close())

describe('rolecall verify, live', () => {
  it('ticks every step', async () => {
    const { code, out, err } = await shop.verify(...podFlags('reports'))
    expect([code, err]).toEqual([0, ''])
    expect(
      out
        .split('\n')
        .slice(0, 11)
        .map((line) => line[0]),
    ).toEqual(Array(11).fill('✓'))
    expect(out).toContain(
      '✓ caller identity    STS calls it arn:aws:sts::111122223333:assumed-role/shop-reports-reader/rolecall-verify\n',
    )
    expect(out).toContain('\nVerified: ServiceAccount shop/reports of cluster shop: every step holds\n')
    expect(out).not.toContain('eyJ')
    expect(out).not.toContain('\u001b')
  })

  it('assumes no role when told not to', async () => {
    const { code, out } = await shop.verify(...podFlags('reports'), '--no-assume')
    expect(code).toBe(0)
    expect(out).not.toContain('caller identity')
    expect(out).toContain('(--no-assume)')
  })

  it('crosses what is broken, with the error and the fix below', async () => {
    const { code, out } = await shop.verify(...podFlags('nobody'))
    expect(code).toBe(1)
    expect(out).toContain(
      [
        '✗ service account    there is no ServiceAccount nobody in namespace shop of cluster shop',
        '    error: error looking up service account shop/nobody: serviceaccount "nobody" not found',
        '    fix:   kubectl create serviceaccount nobody -n shop',
        '· wiring             not reached',
        '',
      ].join('\n'),
    )
  })

  it.each([
    [
      'a ServiceAccount',
      ['shop', 'shop', 'reprots'],
      'there is no ServiceAccount reprots in namespace shop of cluster shop; reports differs by two letters that changed places',
      'error looking up service account shop/reprots: serviceaccount "reprots" not found',
      'rolecall verify --cluster shop -n shop --service-account reports   # or, if it is to be: kubectl create serviceaccount reprots -n shop',
    ],
    [
      'a namespace',
      ['shop', 'shpo', 'reports'],
      'there is no namespace shpo in cluster shop; shop differs by two letters that changed places, and has ServiceAccount reports',
      'Error from server (NotFound): namespaces "shpo" not found',
      'rolecall verify --cluster shop -n shop --service-account reports',
    ],
    [
      'both',
      ['shop', 'shops', 'report'],
      'there is no namespace shops in cluster shop; shop differs by one letter, and has ServiceAccount reports',
      'Error from server (NotFound): namespaces "shops" not found',
      'rolecall verify --cluster shop -n shop --service-account reports',
    ],
    [
      'a namespace that is like no other',
      ['shop', 'warehouse', 'reports'],
      'there is no namespace warehouse in cluster shop',
      'Error from server (NotFound): namespaces "warehouse" not found',
      'kubectl create namespace warehouse && kubectl create serviceaccount reports -n warehouse',
    ],
  ])('knows what was meant by a slip in %s', async (_, [cluster, namespace, account], ...lines) => {
    const slip = ['--cluster', cluster!, '-n', namespace!, '--service-account', account!]
    const { code, out } = await shop.verify(...slip)
    const [sentence, error, fix] = lines
    expect([code, out.split('\n').slice(0, 3)]).toEqual([
      1,
      [`✗ service account    ${sentence}`, `    error: ${error}`, `    fix:   ${fix}`],
    ])
  })

  it('is undecided while nothing of it runs', async () => {
    const { code, out } = await shop.verify(...podFlags('batch'))
    expect(code).toBe(2)
    expect(out).toContain('~ pods               not looked at: no pod of it runs\n')
  })

  it('looks at one pod', async () => {
    expect((await shop.verify(...podFlags('reports'), '--pod', 'reports-a')).code).toBe(0)
    const { code, out } = await shop.verify(...podFlags('batch'), '--pod', 'reports-a')
    expect(code).toBe(1)
    expect(out).toContain('pod/reports-a runs as ServiceAccount shop/reports, and not as shop/batch')
  })

  it('answers programs', async () => {
    const { code, out } = await shop.verify(...podFlags('reports'), '--output', 'json')
    const answer = JSON.parse(out) as Verification
    expect([code, answer.result, answer.method]).toEqual([0, 'ok', 'irsa'])
    expect(Object.keys(answer)).toEqual([
      'result',
      'sentence',
      'cluster',
      'namespace',
      'serviceAccount',
      'method',
      'steps',
      'notes',
    ])
    expect(out).not.toContain('eyJ')
  })

  it('knows no such cluster', async () => {
    for (const [name, hint] of [
      ['shpo', '--cluster shop differs by two letters that changed places'],
      ['bank', 'there are shop'],
    ]) {
      const { code, out, err } = await shop.verify('--cluster', name!, '-n', 'a', '--service-account', 'b')
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain(
        `there is no cluster ${name} in us-east-1 of account 111122223333, that of these credentials; ${hint}\n`,
      )
    }
  })
})
