import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts'

/**
 * The address that a call of STS would go to, by the SDK's own rules: option, environment, profile, region,
 * FIPS, dual stack. No rule is repeated here: a call is prepared, looked at, and not sent.
 */
export async function stsEndpoint(sts: STSClient): Promise<URL> {
  const command = new GetCallerIdentityCommand({})
  let address: URL | undefined
  command.middlewareStack.add(
    () => async (args) => {
      const { protocol, hostname, port, path } = args.request as Prepared
      address = new URL(`${protocol}//${hostname}${port ? `:${port}` : ''}${path}`)
      return { output: { $metadata: {} }, response: undefined }
    },
    { step: 'build', priority: 'high', name: 'lookAtAddress' },
  )
  await sts.send(command)
  if (!address) throw new Error('the SDK prepared no request')
  return address
}

interface Prepared {
  readonly protocol: string
  readonly hostname: string
  readonly port?: number
  readonly path: string
}
