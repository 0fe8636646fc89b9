import type { Mischief } from '../relay.ts'
import type { AgentQuestion } from './ask-agent.ts'
import type { podTokens } from './pod-tokens.ts'

export interface AgentCase {
  readonly name: string
  readonly token: keyof typeof podTokens
  readonly question?: AgentQuestion
  /** What EKS Auth answers, where it is not the server. */
  readonly upstream?: Mischief
  readonly status: number
  /** `Code` of our body; the stock agent's has none. */
  readonly code: string
  /** What both say. Ids of requests are written `[id]`. */
  readonly says: string | RegExp
  /** What the stock agent answers, where it is something else: it gives credentials, or says it in other words. */
  readonly stock?: { readonly status: number; readonly says: string | RegExp }
}

const parsed = 'Service account token cannot be parsed: '
const claims = 'Service account token failed basic claim validations: '
const invalid = '[id]: (InvalidTokenException): The token included in the request is invalid: '
const given = { status: 200, says: /"AccessKeyId":"ASIA/ }

function refusal(status: number, type: string): Mischief {
  const headers = { 'x-amzn-errortype': type, 'x-amzn-requestid': 'a-b', 'content-type': 'application/json' }
  return { status, headers, body: '{"message":"Because."}' }
}

/** One row a refusal: `status`, `code` and `says` are those of `rolecall agent`, and of the stock agent but for `stock`. */
export const agentCases: readonly AgentCase[] = [
  {
    name: 'no token',
    token: 'none',
    status: 400,
    code: 'InvalidTokenException',
    says: 'Service account token cannot be empty',
  },
  {
    name: 'an empty token',
    token: 'empty',
    status: 400,
    code: 'InvalidTokenException',
    says: 'Service account token cannot be empty',
  },
  {
    name: 'a token in two parts',
    token: 'in two parts',
    status: 400,
    code: 'InvalidTokenException',
    says: `${parsed}the token is no JSON Web Token in compact form: it has 2 segments`,
    stock: { status: 400, says: `${parsed}token is malformed: token contains an invalid number of segments` },
  },
  {
    name: 'a token behind the word Bearer',
    token: 'behind Bearer',
    status: 400,
    code: 'InvalidTokenException',
    says: `${parsed}the token is no JSON Web Token in compact form: its header is no base64url`,
    stock: { status: 400, says: /^Service account token cannot be parsed: token is malformed/ },
  },
  {
    name: 'an expired token',
    token: 'expired',
    status: 400,
    code: 'ExpiredTokenException',
    says: `${claims}token is expired`,
  },
  {
    name: 'a token of tomorrow',
    token: 'of tomorrow',
    status: 400,
    code: 'InvalidTokenException',
    says: `${claims}token is not valid yet`,
  },
  {
    name: 'a token without an end',
    token: 'without end',
    status: 400,
    code: 'InvalidTokenException',
    says: `${claims}it has no time "exp" at which it ends`,
    stock: { status: 400, says: `${invalid}the signature of the token is not its issuer’s., fault: client` },
  },
  {
    name: 'a forged token',
    token: 'forged',
    status: 400,
    code: 'InvalidTokenException',
    says: 'Service account token failed signature validation: the signature of the token is not its issuer’s',
    stock: { status: 400, says: `${invalid}the signature of the token is not its issuer’s., fault: client` },
  },
  {
    name: 'an unsigned token',
    token: 'unsigned',
    status: 400,
    code: 'InvalidTokenException',
    says: `${parsed}the token names a signature algorithm that is not supported`,
    stock: {
      status: 400,
      says: `${invalid}the token names a signature algorithm that is not supported., fault: client`,
    },
  },
  {
    name: 'a token for another audience',
    token: 'for another audience',
    status: 400,
    code: 'InvalidTokenException',
    says: `${claims}its audience is not pods.eks.amazonaws.com`,
    stock: { status: 400, says: /^\[id\]: \(InvalidTokenException\): .*audience.*, fault: client$/ },
  },
  {
    name: 'a token of a pod that was deleted',
    token: 'of a deleted pod',
    status: 400,
    code: 'InvalidTokenException',
    says: /pod/,
  },
  {
    name: 'a ServiceAccount without association',
    token: 'without association',
    status: 404,
    code: 'ResourceNotFoundException',
    says: '[id]: (ResourceNotFoundException): No pod identity association found for service account shop/other in cluster shop., fault: client',
  },
  {
    name: 'a ServiceAccount whose association was deleted',
    token: 'of a deleted association',
    status: 404,
    code: 'ResourceNotFoundException',
    says: '[id]: (ResourceNotFoundException): No pod identity association found for service account shop/past in cluster shop., fault: client',
  },
  {
    name: 'another path',
    token: 'of a pod',
    question: { path: '/v1/credentials/' },
    status: 404,
    code: 'ResourceNotFoundException',
    says: '404 page not found',
  },
  {
    name: 'a name of somebody else as Host',
    token: 'of a pod',
    question: { headers: { host: 'evil.example' } },
    status: 403,
    code: 'AccessDeniedException',
    says: 'Access Denied. Called agent through invalid address, please use either [127.0.0.1] address not evil.example',
    stock: {
      status: 403,
      says: 'Access Denied. Called agent through invalid address, please use either [169.254.170.23 fd00:ec2::23] address not evil.example',
    },
  },
  {
    name: 'another method',
    token: 'of a pod',
    question: { method: 'POST' },
    status: 405,
    code: 'InvalidRequestException',
    says: 'Credentials are asked for with GET',
    stock: given,
  },
  {
    name: 'a body',
    token: 'of a pod',
    question: { body: '{}', headers: { 'content-length': '2' } },
    status: 413,
    code: 'InvalidRequestException',
    says: 'A request for credentials has no body',
    stock: given,
  },
  {
    name: 'a request that came through a proxy',
    token: 'of a pod',
    question: { headers: { 'x-forwarded-for': '10.0.0.1' } },
    status: 403,
    code: 'AccessDeniedException',
    says: 'Access Denied. The request came through a proxy (exclude the address with NO_PROXY); it bears the header x-forwarded-for',
    stock: given,
  },
  {
    name: 'EKS Auth that denies the agent, as its model has it',
    token: 'of a pod',
    upstream: refusal(400, 'AccessDeniedException'),
    status: 400,
    code: 'AccessDeniedException',
    says: '[id]: (AccessDeniedException): Because., fault: client',
  },
  {
    name: 'EKS Auth that denies the agent, as services do',
    token: 'of a pod',
    upstream: refusal(403, 'AccessDeniedException'),
    status: 403,
    code: 'AccessDeniedException',
    says: '[id]: (AccessDeniedException): Because., fault: client',
  },
  {
    name: 'EKS Auth that finds the token expired',
    token: 'of a pod',
    upstream: refusal(400, 'ExpiredTokenException'),
    status: 400,
    code: 'ExpiredTokenException',
    says: '[id]: (ExpiredTokenException): Because., fault: client',
  },
  {
    name: 'EKS Auth that throttles',
    token: 'of a pod',
    upstream: refusal(429, 'ThrottlingException'),
    status: 429,
    code: 'ThrottlingException',
    says: '[id]: (ThrottlingException): Because., fault: client',
  },
  {
    name: 'EKS Auth that fails',
    token: 'of a pod',
    upstream: refusal(500, 'InternalServerException'),
    status: 500,
    code: 'InternalServerException',
    says: '[id]: (InternalServerException): Because., fault: server',
  },
  {
    name: 'EKS Auth that is overloaded',
    token: 'of a pod',
    upstream: refusal(503, 'ServiceUnavailableException'),
    status: 503,
    code: 'ServiceUnavailableException',
    says: '[id]: (ServiceUnavailableException): Because., fault: server',
  },
  {
    name: 'something else in place of EKS Auth',
    token: 'of a pod',
    upstream: { status: 502, body: '<html>Bad Gateway</html>' },
    status: 502,
    code: 'UnknownError',
    says: '[]: (UnknownError): HTTP status 502, fault: server',
    stock: { status: 502, says: /^\[\]/ },
  },
  {
    name: 'EKS Auth that ends the connection',
    token: 'of a pod',
    upstream: 'cut',
    status: 500,
    code: 'ServiceUnavailableException',
    says: 'EKS Auth cannot be reached: ECONNRESET',
    stock: { status: 500, says: /^\[\]/ },
  },
]
