/** The fields that decide, each as often as it was sent, out of a head that an attacker may have written. */
export interface RequestHead {
  readonly hosts: readonly string[]
  readonly tokens: readonly string[]
  /** A field that only proxies add. */
  readonly forwarded: string | undefined
  readonly hasBody: boolean
}

const forwardedFields: ReadonlySet<string> = new Set([
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-forwarded-server',
  'x-real-ip',
])

/** Reads names and values in turn, the form of `rawHeaders` of `node:http`, which keeps repeated fields apart. */
export function requestHead(raw: readonly string[]): RequestHead {
  const hosts: string[] = []
  const tokens: string[] = []
  let forwarded: string | undefined
  let hasBody = false
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at]!.toLowerCase()
    const value = raw[at + 1]!
    if (name === 'host') hosts.push(value)
    else if (name === 'authorization') tokens.push(value)
    else if (name === 'transfer-encoding' || (name === 'content-length' && value !== '0')) hasBody = true
    else if (forwardedFields.has(name)) forwarded = name
  }
  return { hosts, tokens, forwarded, hasBody }
}
