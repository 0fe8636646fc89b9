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

/** What a code of the network layer mostly means, for who has to do something about it. */
const hints: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'name its certificate in NODE_EXTRA_CA_CERTS',
  SELF_SIGNED_CERT_IN_CHAIN: 'name its authority in NODE_EXTRA_CA_CERTS',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'name its authority in NODE_EXTRA_CA_CERTS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'name its authority in NODE_EXTRA_CA_CERTS',
  EPROTO: 'does it speak http and not https?',
  ECONNRESET: 'does it speak https and not http?',
}

/** Of the SDK, about what is no XML. */
const unreadable = /XML parse error/

/** Codes that Node gives to a call we made wrongly. */
const bug = /^ERR_(?!TLS|SSL)/
const expired = /^ExpiredToken/
const denied = /^AccessDenied|^UnauthorizedOperation/
const refusedCredentials =
  /^(InvalidClientTokenId|SignatureDoesNotMatch|ExpiredToken|UnrecognizedClient|IncompleteSignature|InvalidSignature)/

/** What went wrong, as one sentence where the user can act on it, and as a stack trace where it is our bug. */
export function explainFailure(error: unknown, endpoint = 'AWS', profile?: string) {
  if (!(error instanceof Error)) return `internal error: ${String(error)}`
  if (error instanceof KubernetesFault) {
    return error.status === 0
      ? error.message
      : `the Kubernetes API refused with ${error.status} ${error.reason}: ${error.message}`
  }
  const failure = error as AwsFailure
  if (failure.name === 'CredentialsProviderError') {
    const whose = profile === undefined ? '' : ` for profile ${profile}`
    return `no AWS credentials were found${whose} (${failure.message.split('\n')[0]}); ${howToPoint}`
  }
  if (failure.code === 'ERR_INVALID_URL') {
    return 'AWS_ENDPOINT_URL (or the endpoint_url of the profile) is no http or https address.'
  }
  if (failure.message === 'Region is missing') return `no AWS region is set; ${howToPoint}`
  const where = failure.port ? `${failure.address}:${failure.port}` : endpoint
  if (failure.code === 'ECONNREFUSED') {
    return `nothing answers at ${where} (ECONNREFUSED); is rolecall serve running there?`
  }
  if (failure.code && 'path' in failure) return failure.message
  // Names that do not resolve, certificates nobody trusts, connections that end: the machine's words say it.
  if (failure.code && !bug.test(failure.code)) {
    const hint = hints[failure.code]
    return hint === undefined
      ? `no answer from ${where} (${failure.code}): ${failure.message}`
      : `no answer from ${where} (${failure.code}); ${hint}`
  }
  if ('$response' in failure && (failure.name === 'SyntaxError' || unreadable.test(failure.message))) {
    return `what answers at ${where} does not speak as AWS does`
  }
  if (failure.$metadata === undefined) return `internal error: ${failure.stack ?? failure.message}`
  if (denied.test(failure.name)) return `denied: ${failure.message}`
  if (refusedCredentials.test(failure.name)) {
    const renew = expired.test(failure.name) ? '; get new ones, by aws sso login or by what gave these' : ''
    // Behind its first line stands the whole canonical request, which is for who writes a signer.
    const [reason] = failure.message.split('\n')
    return `the AWS credentials were refused (${failure.name}): ${reason}${renew}`
  }
  return `AWS answered ${failure.name}: ${failure.message}`
}
