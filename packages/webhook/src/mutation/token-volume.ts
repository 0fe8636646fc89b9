import { allowedExpiration } from '../annotations/token-expiration.ts'
import type { TokenPlace, WebhookSettings } from '../settings.ts'
import type { Wiring } from '../wiring.ts'
import { type Fields, isFields, readList } from './fields.ts'

/** The token that a pod is given: where it lies, for whom it is, and how many seconds it lives. */
export interface PodToken extends TokenPlace {
  readonly audience: string
  readonly expirationSeconds: number
}

/** Of all times to live, this one alone is spread, and by up to two hours, as the stock webhook does. */
const spread = { seconds: 86_400, by: 7200 }

/** The token of a method. `asked` is what the pod's own annotation says, which goes before the ServiceAccount's. */
export function podToken(wiring: Wiring, settings: WebhookSettings, asked: number | undefined): PodToken {
  const expirationSeconds = allowedExpiration(asked ?? wiring.expirationSeconds)
  if (wiring.method === 'irsa') return { ...settings.irsa, audience: wiring.audience, expirationSeconds }
  const { volumeName, mountPath, tokenPath, audience } = settings.podIdentity
  return {
    volumeName,
    mountPath,
    tokenPath,
    audience,
    expirationSeconds: jitter(expirationSeconds, settings),
  }
}

/** So that the tokens of pods which start together are not renewed together. Both ends are included. */
function jitter(expirationSeconds: number, { random }: Pick<WebhookSettings, 'random'>): number {
  if (expirationSeconds !== spread.seconds || random === undefined) return expirationSeconds
  const drawn = Buffer.from(random(4)).readUInt32BE()
  return expirationSeconds - (drawn % (spread.by + 1))
}

/** The volume that holds it. */
export function tokenVolume({ volumeName, audience, expirationSeconds, tokenPath }: PodToken): object {
  const serviceAccountToken = { audience, expirationSeconds, path: tokenPath }
  return { name: volumeName, projected: { sources: [{ serviceAccountToken }] } }
}

/** Whether a volume, whoever wrote it, has such a token under the same name. How long it lives may differ. */
export function holdsToken(volume: Fields | undefined, { audience, tokenPath }: PodToken): boolean {
  const projected = volume?.['projected']
  const sources = isFields(projected) ? (readList(projected['sources']) ?? []) : []
  return sources.some(({ serviceAccountToken: token }) => {
    return isFields(token) && token['audience'] === audience && token['path'] === tokenPath
  })
}
