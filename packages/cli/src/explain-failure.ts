import { KubernetesFault } from '@rolecall/kubernetes'

interface AwsFailure extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number }
  readonly code?: string
  readonly address?: string
  readonly port?: number
}

const howToPoint = `point at a Rolecall server with
  export AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_PROFILE=rolecall \\
         AWS_SHARED_CREDENTIALS_FILE=DIR/credentials   (DIR as in rolecall serve --data DIR)
or at AWS as for the AWS CLI (--profile, --region, or the AWS_ variables).`

const denied = /^AccessDenied|^UnauthorizedOperation/
const refusedCredentials =
  /^(InvalidClientTokenId|SignatureDoesNotMatch|ExpiredToken|UnrecognizedClient|IncompleteSignature|InvalidSignature)/

/** What went wrong, as one sentence where the user can act on it, and as a stack trace where it is our bug. */
export function explainFailure(error: unknown, environment: Readonly<Record<string, string | undefined>>) {
  if (!(error instanceof Error)) return `internal error: ${String(error)}`
  if (error instanceof KubernetesFault) {
    return error.status === 0
      ? error.message
      : `the Kubernetes API refused with ${error.status} ${error.reason}: ${error.message}`
  }
  const failure = error as AwsFailure
  if (failure.name === 'CredentialsProviderError') {
    return `no AWS credentials were found (${failure.message.split('\n')[0]}); ${howToPoint}`
  }
  if (failure.message === 'Region is missing') return `no AWS region is set; ${howToPoint}`
  if (failure.code === 'ECONNREFUSED' || failure.code === 'ENOTFOUND' || failure.code === 'ECONNRESET') {
    const where = failure.port
      ? `${failure.address}:${failure.port}`
      : (environment['AWS_ENDPOINT_URL'] ?? 'AWS')
    return `nothing answers at ${where} (${failure.code}); is rolecall serve running there?`
  }
  if (failure.$metadata === undefined) return `internal error: ${failure.stack ?? failure.message}`
  if (denied.test(failure.name)) return `denied: ${failure.message}`
  if (refusedCredentials.test(failure.name)) {
    return `the AWS credentials were refused (${failure.name}): ${failure.message}`
  }
  return `AWS answered ${failure.name}: ${failure.message}`
}
