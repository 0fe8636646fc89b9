/** An address of IPv4 may be written with fewer numbers where it is not from a URL: `127.1`. */
const loopback = /^(localhost|127(\.\d{1,3}){1,3}|::1|\[::1\])$/

/** Whether a host, as written or of a URL, does not leave this machine, so that plain http to it can be read by nobody else. */
export function isLoopback(host: string): boolean {
  return loopback.test(host)
}
