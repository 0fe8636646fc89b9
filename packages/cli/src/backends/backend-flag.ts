import { httpUrl } from '@rolecall/core'
import type { Backend } from '@rolecall/gateway'

/** A `--backend` that cannot be used, with the sentence to print. */
export class BackendFlagError extends Error {}

const form = '--backend SERVICE=URL, such as --backend s3=https://minio.example:9000'

/**
 * Reads `--backend s3=https://minio.example:9000`. The credentials for it are in the environment, or in the URL:
 *
 *     ROLECALL_BACKEND_S3_ACCESS_KEY_ID  ROLECALL_BACKEND_S3_SECRET_ACCESS_KEY  [ …_SESSION_TOKEN ]
 *     [ ROLECALL_BACKEND_S3_REGION ]     where its resources are; `any` if it keeps regions apart itself
 *     [ ROLECALL_BACKEND_S3_EXACT_KEYS ] `true` if it takes keys with `..` and `//` as they are
 *
 * @throws BackendFlagError
 */
export function backendFlag(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly service: string; readonly backend: Backend } {
  const equals = text.indexOf('=')
  const service = text.slice(0, equals).toLowerCase()
  if (equals < 1 || !/^[a-z][a-z0-9-]*$/.test(service)) throw new BackendFlagError(`expected ${form}`)
  const variable = (name: string) => `ROLECALL_BACKEND_${service.toUpperCase().replaceAll('-', '_')}_${name}`
  const value = (name: string) => environment[variable(name)] || undefined
  const endpoint = readUrl(text.slice(equals + 1), service)
  const inUrl = endpoint.username !== '' || endpoint.password !== ''
  const accessKeyId = inUrl ? decode(endpoint.username, service) : value('ACCESS_KEY_ID')
  const secretAccessKey = inUrl ? decode(endpoint.password, service) : value('SECRET_ACCESS_KEY')
  const sessionToken = inUrl ? undefined : value('SESSION_TOKEN')
  if (!accessKeyId || !secretAccessKey) {
    throw new BackendFlagError(
      `the backend ${service} needs credentials: set ${variable('ACCESS_KEY_ID')} and ${variable('SECRET_ACCESS_KEY')}, or write them into the URL`,
    )
  }
  endpoint.username = ''
  endpoint.password = ''
  const region = value('REGION')
  return {
    service,
    backend: {
      endpoint,
      credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
      ...(region === undefined ? {} : { region }),
      exactKeys: value('EXACT_KEYS') === 'true',
    },
  }
}

function readUrl(text: string, service: string): URL {
  // A URL may hold a secret, so that it is never repeated in an error.
  const url = httpUrl(text)
  if (!url) {
    throw new BackendFlagError(`the backend ${service} has no URL of http or https; expected ${form}`)
  }
  if (url.search !== '' || url.hash !== '') {
    throw new BackendFlagError(`the URL of the backend ${service} must end with its path`)
  }
  return url
}

function decode(text: string, service: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new BackendFlagError(`the credentials in the URL of the backend ${service} are not percent-encoded`)
  }
}
