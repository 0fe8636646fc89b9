interface Prepared {
  readonly protocol: string
  readonly hostname: string
  readonly port?: number
  readonly path: string
}

/** The parts of a client and a command of the SDK that are used. */
interface Client {
  /** Each client takes its own commands only. */
  send(command: never): Promise<unknown>
}
interface Command {
  readonly middlewareStack: { add(middleware: never, options: never): void }
}

/**
 * The address that a call would go to, by the SDK's own rules: option, environment, profile, region, FIPS, dual
 * stack. No rule is repeated here: a call is prepared, looked at, and not sent.
 */
export async function preparedAddress(client: Client, command: Command): Promise<URL> {
  let address: URL | undefined
  const look = () => async (args: { request: unknown }) => {
    const { protocol, hostname, port, path } = args.request as Prepared
    address = new URL(`${protocol}//${hostname}${port ? `:${port}` : ''}${path}`)
    return { output: { $metadata: {} }, response: undefined }
  }
  const options = { step: 'build', priority: 'high', name: 'lookAtAddress' }
  command.middlewareStack.add(look as never, options as never)
  await client.send(command as never)
  if (!address) throw new Error('the SDK prepared no request')
  return address
}
