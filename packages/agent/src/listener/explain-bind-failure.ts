/** What can be done about an address that cannot be listened on. `isLater`: it may come, and is tried again. */
export interface BindFailure {
  readonly sentence: string
  readonly isLater: boolean
}

const absent = (host: string, place: string) => {
  const family = host.includes(':') ? '-6 ' : ''
  const width = host.includes(':') ? 128 : 32
  return `${place} is on no interface of this node; \`rolecall agent initialize\` or \`ip ${family}addr add ${host}/${width} dev lo\` puts it there`
}

const sentences: Readonly<
  Record<string, readonly [isLater: boolean, (host: string, place: string) => string]>
> = {
  EADDRNOTAVAIL: [true, absent],
  EAFNOSUPPORT: [true, (_, place) => `${place} cannot be there: this node has no IPv6`],
  EINVAL: [true, absent],
  EADDRINUSE: [false, (_, place) => `${place} is in use by another program; --port takes another one`],
  EACCES: [
    false,
    (_, place) =>
      `${place} may not be listened on by this user: give CAP_NET_BIND_SERVICE, or a --port above 1023`,
  ],
}

/** Says what is wrong with an address, or answers `undefined` for what is no failure to listen. */
export function explainBindFailure(error: unknown, host: string, port: number): BindFailure | undefined {
  const [isLater, sentence] = sentences[(error as NodeJS.ErrnoException).code ?? ''] ?? []
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`
  return sentence && { isLater: isLater ?? false, sentence: sentence(host, place) }
}
