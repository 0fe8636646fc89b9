import type { SigningCredentials } from '@rolecall/aws-protocol'

export type ExpiringCredentials = SigningCredentials & { readonly expiration?: Date }

export interface CredentialSource {
  readonly name: string
  provide(): Promise<ExpiringCredentials>
}

type Environment = Readonly<Record<string, string | undefined>>
type Provide = () => Promise<ExpiringCredentials>

interface SourceRow {
  readonly name: string
  /** Whether the environment asks for it. */
  readonly isMeant: (environment: Environment) => boolean
  readonly load: (region: string) => Promise<Provide>
}

const library = () => import('@aws-sdk/credential-providers')

/**
 * The SDK's default chain, each source with its own row, so that a reason can name it. Container credentials are
 * left out: on a node they would be the agent's own answers.
 */
const rows: readonly SourceRow[] = [
  {
    name: 'environment',
    isMeant: (environment) => environment['AWS_ACCESS_KEY_ID'] !== undefined,
    load: async () => (await library()).fromEnv(),
  },
  {
    name: 'web identity token file',
    isMeant: (environment) => environment['AWS_WEB_IDENTITY_TOKEN_FILE'] !== undefined,
    load: async (region) => (await library()).fromTokenFile({ clientConfig: { region } }),
  },
  {
    name: 'shared credentials file',
    isMeant: () => true,
    load: async (region) => (await library()).fromIni({ ignoreCache: true, clientConfig: { region } }),
  },
  {
    name: 'instance metadata',
    isMeant: (environment) => environment['AWS_EC2_METADATA_DISABLED']?.toLowerCase() !== 'true',
    load: async () => (await library()).fromInstanceMetadata({ timeout: 1000, maxRetries: 2 }),
  },
]

/** Profile `default` of the shared credentials file, as `--rotate-credentials` of the stock agent reads it. */
const rotated: SourceRow = {
  name: 'profile default of the shared credentials file',
  isMeant: () => true,
  load: async (region) =>
    (await library()).fromIni({ profile: 'default', ignoreCache: true, clientConfig: { region } }),
}

/** The sources of the agent's own credentials, in the order in which they are asked. */
export function credentialSources(
  environment: Environment,
  region: string,
  isRotated: boolean,
): readonly CredentialSource[] {
  return (isRotated ? [rotated] : rows.filter((row) => row.isMeant(environment))).map(({ name, load }) => {
    let provide: Promise<Provide> | undefined
    return {
      name,
      async provide() {
        provide ??= load(region)
        return (await provide)()
      },
    }
  })
}
