import { readdirSync, readFileSync } from 'node:fs'
import { applyPatch } from 'rfc6902'
import { describe, expect, it } from 'vitest'
import {
  type Fields,
  mutatePod,
  type PatchOperation,
  type PodMutation,
  stockSettings,
  type WebhookSettings,
  type Wiring,
} from '../../src/index.ts'

interface Case {
  readonly name: string
  /** What differs from the stock webhook's defaults. */
  readonly settings?: Partial<WebhookSettings>
  /** By default a role by IRSA, as annotations that say nothing more give it. */
  readonly wiring?: Wiring
  /** The bytes that chance gives. */
  readonly random?: readonly number[]
  readonly pod: Fields
  readonly result: PodMutation['result']
  readonly because?: string
  readonly warnings?: readonly string[]
  readonly patch: readonly PatchOperation[]
}

const wired: Wiring = {
  method: 'irsa',
  roleArn: 'arn:aws:iam::111122223333:role/s3-reader',
  audience: 'sts.amazonaws.com',
  regionalSts: false,
  expirationSeconds: 86_400,
}
const folder = new URL('../cases/', import.meta.url)
const files = readdirSync(folder).map((name): { readonly title: string; readonly cases: readonly Case[] } =>
  JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
)

function settingsOf({ settings = {}, random }: Case): WebhookSettings {
  return {
    ...stockSettings,
    ...settings,
    irsa: { ...stockSettings.irsa, ...settings.irsa },
    podIdentity: { ...stockSettings.podIdentity, ...settings.podIdentity },
    ...(random ? { random: () => Uint8Array.from(random) } : {}),
  }
}

describe.each(files)('$title', ({ cases }) => {
  it.each(cases)('$name', (one) => {
    const { pod, wiring = wired, result, because, warnings = [], patch } = one
    const before = structuredClone(pod)
    const mutation = mutatePod(pod, wiring, settingsOf(one))
    expect(mutation.patch).toEqual(patch)
    expect(mutation).toEqual({ result, patch, warnings, ...(because === undefined ? {} : { because }) })
    expect(pod).toEqual(before)

    const after = structuredClone(pod)
    expect(applyPatch(after, structuredClone([...patch])).filter((error) => error !== null)).toEqual([])
    const again = mutatePod(after, wiring, settingsOf(one))
    expect(again.patch).toEqual([])
    expect(again.result).toBe(result === 'mutated' ? 'complete' : result)
  })
})

it('finds the files of cases', () => {
  expect(files.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(100)
})
