import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { httpUrl, partitionOf, systemClock } from '@rolecall/core'
import {
  instanceIdentity,
  stockSettings,
  tlsSettings,
  type WebhookConfig,
  type WebhookLog,
  type WebhookSettings,
} from '@rolecall/webhook'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import { certificateOrigin } from './certificate-origin.ts'
import { openTarget } from './open-target.ts'
import { readGoDuration } from './read-go-duration.ts'
import type { WebhookOptions } from './webhook-options.ts'

/** Milliseconds: no webhook is given more by an API server. Source: `timeoutSeconds` of a webhook. */
const longestAnswer = 30_000

/** What the flags come to. @throws Refusal */
export async function readWebhookOptions(
  options: WebhookOptions,
  environment: Terminal['environment'],
  log: WebhookLog,
): Promise<WebhookConfig> {
  const { origin, note } = certificateOrigin(options)
  if (note) log.info({}, note)
  const region = options.region ?? environment['AWS_REGION'] ?? options.awsDefaultRegion
  return {
    settings: await readSettings(options, environment),
    onUnknown: options.onUnknown,
    cluster: await openTarget(options, environment),
    ...(options.watchContainerCredentialsConfig
      ? { identitiesFile: options.watchContainerCredentialsConfig }
      : {}),
    ...(options.clusterName
      ? {
          associations: {
            clusterName: options.clusterName,
            every: atLeastASecond('--associations-interval', options.associationsInterval),
            ...(region ? { region } : {}),
            ...(options.endpointUrl ? { endpoint: options.endpointUrl } : {}),
          },
        }
      : {}),
    ...(options.watchConfigMap ? { configMapNamespace: options.namespace } : {}),
    ...readMissedPods(options),
    patience: readPatience(options),
    certificate: origin,
    tls: readTls(options),
    ...(options.bindAddress ? { host: options.bindAddress } : {}),
    port: whole('--port', options.port, 65_535),
    metricsPort: whole('--metrics-port', options.metricsPort, 65_535),
    stopDelay: readGoDuration('--stop-delay', options.stopDelay),
    debugHandlers: options.enableDebuggingHandlers ?? false,
    instance: environment['POD_NAME'] ?? hostname(),
    clock: systemClock,
    random: randomBytes,
    log,
  }
}

async function readSettings(
  options: WebhookOptions,
  environment: Terminal['environment'],
): Promise<WebhookSettings> {
  const home = options.composeRoleArn ? await readHome(options, environment) : undefined
  return {
    annotationPrefix: options.annotationPrefix,
    audience: options.tokenAudience,
    expirationSeconds: whole('--token-expiration', options.tokenExpiration, 2 ** 32),
    regionalSts: options.stsRegionalEndpoint ?? false,
    regionYieldsToEnvFrom: options.regionYieldsToEnvFrom ?? false,
    ...(options.awsDefaultRegion ? { region: options.awsDefaultRegion } : {}),
    ...(options.podEndpointUrl ? { endpoint: address('--pod-endpoint-url', options.podEndpointUrl) } : {}),
    ...(home ? { composeRoleArn: home } : {}),
    irsa: { ...stockSettings.irsa, mountPath: absolute('--token-mount-path', options.tokenMountPath) },
    podIdentity: {
      volumeName: options.containerCredentialsTokenVolumeName,
      mountPath: absolute(
        '--container-credentials-token-mount-path',
        options.containerCredentialsTokenMountPath,
      ),
      tokenPath: options.containerCredentialsTokenPath,
      audience: options.containerCredentialsAudience,
      credentialsUri: options.containerCredentialsFullUri,
    },
    random: randomBytes,
  }
}

/** Whose roles are meant by their names alone: as the flags say, or else as the machine's metadata service does. */
async function readHome(
  { accountId, partition, awsDefaultRegion }: WebhookOptions,
  environment: Terminal['environment'],
): Promise<NonNullable<WebhookSettings['composeRoleArn']>> {
  if (accountId !== undefined) {
    if (!/^\d{12}$/.test(accountId)) throw new Refusal(`--account-id takes twelve digits, not ${accountId}.`)
    return { account: accountId, partition: partition ?? partitionOf(awsDefaultRegion ?? '') }
  }
  try {
    const found = await instanceIdentity(environment['AWS_EC2_METADATA_SERVICE_ENDPOINT'])
    return { account: found.account, partition: partition ?? found.partition }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    throw new Refusal(
      `--compose-role-arn needs --account-id, or an EC2 instance that says its account (${words}).`,
    )
  }
}

function readPatience({ serviceAccountLookupGracePeriod: grace = '0', onUnknown }: WebhookOptions): number {
  const flag = '--service-account-lookup-grace-period'
  const period = readGoDuration(flag, grace)
  if (period > longestAnswer)
    throw new Refusal(`${flag} is ${period} ms, and no API server waits longer than ${longestAnswer} ms.`)
  // The API server is asked in any case: most often it knows what the watch has not told yet.
  return period > 0 ? period : onUnknown === 'wait' ? 5000 : 500
}

function readMissedPods(options: WebhookOptions): Pick<WebhookConfig, 'missedPods'> {
  const flag = '--missed-pods-interval'
  const every = readGoDuration(flag, options.missedPodsInterval)
  if (every === 0) return {}
  if (every < 1000)
    throw new Refusal(
      `${flag} is ${options.missedPodsInterval}; all pods are not listed more than once a second.`,
    )
  const { namespace, webhookConfiguration: configuration } = options
  return { missedPods: { every, namespace, ...(configuration ? { configuration } : {}) } }
}

function readTls({ tlsMinVersion, tlsCipherSuites }: WebhookOptions) {
  try {
    return tlsSettings(tlsMinVersion, tlsCipherSuites)
  } catch (error) {
    throw new Refusal((error as Error).message)
  }
}

function whole(flag: string, text: string, most: number): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) > most)
    throw new Refusal(`${flag} takes a whole number up to ${most}, and ${JSON.stringify(text)} is none.`)
  return Number(text)
}

function address(flag: string, text: string): string {
  if (!httpUrl(text))
    throw new Refusal(
      `${flag} takes an address such as https://rolecall.example, not ${JSON.stringify(text)}.`,
    )
  return text
}

function absolute(flag: string, path: string): string {
  if (!path.startsWith('/')) throw new Refusal(`${flag} takes a path that begins with /, not ${path}.`)
  return path
}

function atLeastASecond(flag: string, text: string): number {
  const period = readGoDuration(flag, text)
  if (period < 1000) throw new Refusal(`${flag} is ${text}; EKS throttles who asks more than once a second.`)
  return period
}
