import type { ContextValue } from './request-context.ts'

/**
 * The keys a web identity token brings, as entries for {@link requestContext}: `<host/path of the issuer>:<claim>`
 * for every claim whose value is a text, a number, a boolean, or a list of these. No claim is left out because
 * nobody has heard of it.
 *
 * With the claim `azp`, `aud` is its value and `oaud` that of the claim `aud`. A token for several audiences has
 * a key of several values, which a condition must ask for as such.
 * Source: "Available keys for AWS web identity federation", IAM User Guide.
 *
 * @param hostPath the issuer without its scheme, as its provider is named in ARNs.
 * @example
 * webIdentityContext('oidc.example/id/1', { sub: 'system:serviceaccount:shop:reports', aud: ['sts.amazonaws.com'] })
 */
export function webIdentityContext(
  hostPath: string,
  claims: Readonly<Record<string, unknown>>,
): [key: string, value: ContextValue][] {
  const entries: [string, ContextValue][] = []
  const { aud, azp } = claims
  const isForClient = typeof azp === 'string' && azp !== ''
  const named = isForClient ? { ...claims, aud: azp, oaud: aud } : claims
  for (const [claim, value] of Object.entries(named)) {
    const text = conditionValue(value, audienceClaims.has(claim))
    if (text !== undefined) entries.push([`${hostPath}:${claim}`, text])
  }
  return entries
}

/** Kubernetes writes one audience as a list of one, and trust policies compare it as the text it is. */
const audienceClaims: ReadonlySet<string> = new Set(['aud', 'oaud'])

function conditionValue(value: unknown, isSoleText: boolean): ContextValue | undefined {
  if (!Array.isArray(value)) return scalar(value)
  const texts = value.map(scalar)
  if (!texts.every((text) => text !== undefined)) return undefined
  return isSoleText && texts.length === 1 ? texts[0] : texts
}

function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}
