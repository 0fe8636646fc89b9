import { Fault } from '@rolecall/core'

/**
 * What a pod is told, one row a reason: the code, the HTTP status and the sentence. Status and sentence are those
 * of the stock agent where it has them. SDKs show `Code` and `Message` of the body.
 */
const rows = {
  'too-many-requests': ['ThrottlingException', 429, 'Too Many Requests'],
  path: ['ResourceNotFoundException', 404, '404 page not found'],
  method: ['InvalidRequestException', 405, 'Credentials are asked for with GET'],
  body: ['InvalidRequestException', 413, 'A request for credentials has no body'],
  head: ['InvalidRequestException', 400, 'The head of the request cannot be read'],
  'head-too-large': ['InvalidRequestException', 431, 'The head of the request is longer than is read'],
  slow: ['InvalidRequestException', 408, 'The request took too long to arrive'],
  host: [
    'AccessDeniedException',
    403,
    'Access Denied. Called agent through invalid address, please use either',
  ],
  forwarded: [
    'AccessDeniedException',
    403,
    'Access Denied. The request came through a proxy (exclude the address with NO_PROXY); it bears the header',
  ],
  'empty-token': ['InvalidTokenException', 400, 'Service account token cannot be empty'],
  'unreadable-token': ['InvalidTokenException', 400, 'Service account token cannot be parsed'],
  'expired-token': [
    'ExpiredTokenException',
    400,
    'Service account token failed basic claim validations: token is expired',
  ],
  'early-token': [
    'InvalidTokenException',
    400,
    'Service account token failed basic claim validations: token is not valid yet',
  ],
  'bad-claims': ['InvalidTokenException', 400, 'Service account token failed basic claim validations'],
  'forged-token': ['InvalidTokenException', 400, 'Service account token failed signature validation'],
  'ended-pod': ['InvalidTokenException', 400, 'The pod that the token is bound to does not exist any more'],
  'other-subject': [
    'InternalServerException',
    502,
    'EKS Auth answered with credentials of another ServiceAccount than that of the token',
  ],
  'bad-answer': ['InternalServerException', 502, 'EKS Auth answered something that cannot be used'],
  'no-answer': ['ServiceUnavailableException', 500, 'EKS Auth cannot be reached'],
  busy: ['ServiceUnavailableException', 503, 'Too many pods are waiting for EKS Auth'],
  'own-credentials': [
    'InternalServerException',
    500,
    'The agent has no AWS credentials of its own to call EKS Auth with',
  ],
  'short-lived': [
    'InternalServerException',
    500,
    'fetched credentials are expired or will expire within the next 15 seconds',
  ],
  internal: ['InternalServerException', 500, 'Internal Server Error occurred'],
} as const satisfies Readonly<Record<string, readonly [code: string, status: number, text: string]>>

export type AgentReason = keyof typeof rows | 'upstream'

/** A refusal of the agent's own: the sentence of its reason, and what is known beyond it. Holds no secret. */
export function agentFault(
  reason: Exclude<AgentReason, 'upstream'>,
  detail?: string,
  separator = ': ',
): Fault {
  const [code, status, text] = rows[reason]
  const message = detail === undefined ? text : `${text}${separator}${detail}`
  return new Fault({ code, status, blame: status < 500 ? 'client' : 'server' }, message, { reason })
}
