const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether an address does not leave this machine, so that plain http to it can be read by nobody else. */
export function isLoopback(url: URL): boolean {
  return loopback.test(url.hostname)
}
