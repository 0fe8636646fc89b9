import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import {
  type AgentConfig,
  type AgentLog,
  credentialSources,
  describeIssuer,
  eksAuthEndpoint,
  type KeySource,
  keySources,
  regionOfNode,
} from '@rolecall/agent'
import { isLoopback, systemClock } from '@rolecall/core'
import { connect } from '@rolecall/kubernetes'
import { Refusal } from '../refusal.ts'
import type { AgentOptions } from './agent-options.ts'
import { readAgentOptions } from './read-agent-options.ts'
import { readImdsOptions } from './read-imds-options.ts'

type Environment = Readonly<Record<string, string | undefined>>

const serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount/token'

/** All that the agent needs, from its options and from where it runs. @throws Refusal */
export async function agentConfigOf(
  options: AgentOptions,
  environment: Environment,
  log: AgentLog,
): Promise<AgentConfig> {
  const settings = readAgentOptions(options)
  const region = await regionOf(options, environment)
  const endpoint = endpointOf(options, region, environment)
  const isInCluster = environment['KUBERNETES_SERVICE_HOST'] !== undefined && existsSync(serviceAccount)
  const credentials = credentialSources(environment, region, settings.rotateCredentials)
  return {
    ...settings,
    region,
    endpoint,
    credentials,
    keys: keysOf(),
    describeCluster,
    kubernetes: isInCluster ? await connect({ inCluster: environment }) : undefined,
    nodeName: environment['NODE_NAME'] || undefined,
    imds: readImdsOptions(options, environment['NODE_NAME']),
    imdsEndpoint: options.endpoint || environment['AWS_ENDPOINT_URL'] || undefined,
    environment,
    clock: systemClock,
    random: randomBytes,
    log,
  }

  function describeCluster(): Promise<string> {
    const { clusterName } = settings
    const clock = systemClock
    return describeIssuer({
      clusterName,
      region,
      endpoint: options.endpoint,
      credentials,
      environment,
      clock,
    })
  }

  function keysOf(): KeySource | undefined {
    const { jwks, issuer, keys } = options
    if (jwks !== undefined && issuer !== undefined)
      throw new Refusal('--jwks and --issuer exclude each other.')
    const name = jwks !== undefined ? 'jwks' : issuer !== undefined ? 'issuer' : keys
    const chosen = name === 'auto' ? (isInCluster ? 'apiserver' : 'cluster') : name
    const tools = { clock: systemClock, log, environment, describeIssuer: describeCluster }
    return keySources[chosen]?.(tools, jwks ?? issuer ?? '')
  }
}

async function regionOf({ region }: AgentOptions, environment: Environment): Promise<string> {
  const { AWS_REGION: own, AWS_DEFAULT_REGION: shared } = environment
  const found = region ?? (own || shared || (await regionOfNode(environment)))
  if (found === undefined) throw new Refusal('no AWS region is set: give --region or AWS_REGION.')
  if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(found))
    throw new Refusal(`${JSON.stringify(found)} is no AWS region.`)
  return found
}

/** A token that is sent in the clear is anybody's on the way. */
function endpointOf(options: AgentOptions, region: string, environment: Environment): URL {
  let endpoint: URL
  try {
    endpoint = eksAuthEndpoint(options.endpoint, region, environment)
  } catch (error) {
    throw new Refusal(`the endpoint of EKS Auth: ${(error as Error).message}.`)
  }
  if (endpoint.protocol === 'http:' && !isLoopback(endpoint.hostname) && !options.allowPlainHttp) {
    throw new Refusal(
      `${endpoint.origin} would be sent the tokens of pods in the clear; use https, or say --allow-plain-http.`,
    )
  }
  return endpoint
}
