import type { RunProgram } from './run-program.ts'

export interface InitializeOptions {
  /** IP addresses, of either family. */
  readonly addresses: readonly string[]
  /** Says what would be done, and does nothing. */
  readonly isDryRun: boolean
  readonly run: RunProgram
  readonly say: (text: string) => void
  readonly warn: (text: string) => void
}

const ownLink = 'pod-id-link0'
/** What there is on kernels without dummy links; the addresses are as near there. */
const loopback = 'lo'

/**
 * Puts the agent's addresses on a link of their own, as the stock agent's init container does; done twice it
 * changes nothing. A node without IPv6 gets the other address alone. Rejects when IPv4 fails, or when a route to
 * an address leads elsewhere: then somebody else would be asked for credentials.
 */
export async function initializeNode({
  addresses,
  isDryRun,
  run,
  say,
  warn,
}: InitializeOptions): Promise<void> {
  async function ip(...args: string[]): Promise<string> {
    say(`ip ${args.join(' ')}`)
    return isDryRun ? '' : run('ip', args)
  }

  async function makeLink(): Promise<string> {
    try {
      await ip('link', 'add', ownLink, 'type', 'dummy')
    } catch (error) {
      const { message } = error as Error
      if (/Unknown device type|not supported/i.test(message)) {
        warn(`this kernel has no dummy links (${message}); the addresses are put on ${loopback}`)
        return loopback
      }
      if (!/File exists/.test(message)) throw error
    }
    return ownLink
  }

  async function put(family: '-4' | '-6', address: string): Promise<void> {
    const routes = isDryRun ? '' : await run('ip', [family, 'route', 'show', address])
    const elsewhere = routes
      .split('\n')
      .find((route) => route.trim() !== '' && !route.includes(`dev ${link}`))
    if (elsewhere) throw new Error(`a route to ${address} is there already: ${elsewhere.trim()}`)
    // A tentative address cannot be listened on, and nobody else can have this one on a link without a wire.
    await ip(family, 'addr', 'replace', address, 'dev', link, ...(family === '-6' ? ['nodad'] : []))
    await ip(family, 'route', 'replace', address, 'dev', link)
  }

  const link = await makeLink()
  await ip('link', 'set', link, 'up')
  for (const address of addresses) {
    if (!address.includes(':')) await put('-4', `${address}/32`)
    else {
      await put('-6', `${address}/128`).catch((error: Error) =>
        warn(`${address} is left out: ${error.message}`),
      )
    }
  }
}
