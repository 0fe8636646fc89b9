/** What can be done about an address that cannot be listened on. `isLater`: it may come, and is tried again. */
export interface BindFailure {
  readonly sentence: string
  readonly isLater: boolean
}

type Sentence = (host: string, place: string, flag: string) => string

const absent: Sentence = (host, place) => {
  const family = host.includes(':') ? '-6 ' : ''
  const width = host.includes(':') ? 128 : 32
  return `${place} is on no interface of this node; \`rolecall agent initialize\` or \`ip ${family}addr add ${host}/${width} dev lo\` puts it there`
}

const sentences: Readonly<Record<string, readonly [isLater: boolean, Sentence]>> = {
  EADDRNOTAVAIL: [true, absent],
  EAFNOSUPPORT: [true, (_, place) => `${place} cannot be there: this node has no IPv6`],
  EINVAL: [true, absent],
  EADDRINUSE: [false, (_, place, flag) => `${place} is in use by another program; ${flag} takes another one`],
  EACCES: [
    false,
    (_, place, flag) =>
      `${place} may not be listened on by this user: give CAP_NET_BIND_SERVICE, or a ${flag} above 1023`,
  ],
}

/**
 * Says what is wrong with an address, or answers `undefined` for what is no failure to listen.
 *
 * @param flag the option that its port comes from
 */
export function explainBindFailure(
  error: unknown,
  host: string,
  port: number,
  flag: string,
): BindFailure | undefined {
  const [isLater, sentence] = sentences[(error as NodeJS.ErrnoException).code ?? ''] ?? []
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`
  return sentence && { isLater: isLater ?? false, sentence: sentence(host, place, flag) }
}
