import type { Subject } from '../evaluate/read-subject.ts'

const sources = ['aws:SourceArn', 'aws:SourceAccount']

/**
 * The condition that keeps a proposed grant to who asked: a provider speaks for every workload it knows and a
 * service for every customer of AWS, so neither is proposed alone where the request says more.
 */
export function narrowGrant({ principal, context }: Subject): { readonly Condition?: object } {
  const keys =
    principal.type === 'web-identity'
      ? [`${issuerOf(principal.provider)}:sub`]
      : principal.type === 'service'
        ? sources
        : []
  const seen = keys.flatMap((key) => {
    const value = context.single(key.toLowerCase())
    // A value that would be read as a variable is left to a person.
    return value === undefined || value.includes('$') ? [] : [[key, value] as const]
  })
  return seen.length === 0 ? {} : { Condition: { StringEquals: Object.fromEntries(seen) } }
}

/** Condition keys start with host and path of the issuer, without scheme. */
function issuerOf(provider: string): string {
  const marker = ':oidc-provider/'
  const at = provider.indexOf(marker)
  return at < 0 ? provider : provider.slice(at + marker.length)
}
