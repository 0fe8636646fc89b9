import { Fault } from '@rolecall/core'

const client = (code: string, status = 400) => ({ code, status, blame: 'client' }) as const

const accessDenied = client('AccessDeniedException')
const expiredToken = client('ExpiredTokenException')
const invalidRequest = client('InvalidRequestException')
const invalidToken = client('InvalidTokenException')
const resourceNotFound = client('ResourceNotFoundException', 404)
const throttling = client('ThrottlingException', 429)
const unavailable = { code: 'ServiceUnavailableException', status: 503, blame: 'server' } as const

/**
 * EKS Auth's refusals. The agent drops credentials for good on the first four codes and on ResourceNotFoundException,
 * and asks again on the others, so the code matters more than the text. Source: Amazon EKS Auth API.
 */
export const eksAuthFaults = {
  /** One text for every reason, also for a role that is not there: nobody learns which. */
  cannotAssume: () =>
    new Fault(
      accessDenied,
      'Unauthorized Exception! EKS does not have permissions to assume the associated role.',
    ),
  expiredToken: (now: number, expiry: number) =>
    new Fault(
      expiredToken,
      `The token included in the request is expired: current date/time ${new Date(now).toISOString()} must be before the expiration date/time ${new Date(expiry).toISOString().slice(0, 19)}Z.`,
    ),
  invalidRequest: (text: string) => new Fault(invalidRequest, text),
  /** AWS's texts are not published. */
  invalidToken: (because: string) =>
    new Fault(invalidToken, `The token included in the request is invalid: ${because}.`),
  keysUnreachable: () =>
    new Fault(unavailable, 'The keys of the cluster’s issuer cannot be had at the moment.'),
  noAssociation: (clusterName: string, namespace: string, serviceAccount: string) =>
    new Fault(
      resourceNotFound,
      `No pod identity association found for service account ${namespace}/${serviceAccount} in cluster ${clusterName}.`,
    ),
  noSuchCluster: (name: string) => new Fault(resourceNotFound, `No cluster found for name: ${name}.`),
  tooManyWaiting: () => new Fault(throttling, 'Too many calls wait for changes already.'),
}
