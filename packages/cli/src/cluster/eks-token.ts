import type { STSClient } from '@aws-sdk/client-sts'
import type { Clock } from '@rolecall/core'
import { SignatureV4 } from '@smithy/signature-v4'
import { stsEndpoint } from '../aws/sts-endpoint.ts'

/*
 * The bearer token by which EKS knows an IAM principal:
 *
 *     k8s-aws-v1.<base64url, no padding, of a presigned URL>
 *     GET <STS>/?Action=GetCallerIdentity&Version=2011-06-15   signed headers: host;x-k8s-aws-id
 *
 * The cluster's name is a signed header, so a token for one cluster is of no use at another. It says 60 s, and
 * STS honours it for 15 minutes. Source: aws-iam-authenticator, pkg/token.
 */
const secondsInTheUrl = 60

/** Mints the token from the caller's own AWS credentials, for the STS endpoint in force. Nothing is sent. */
export async function eksToken(sts: STSClient, cluster: string, clock: Clock): Promise<string> {
  const endpoint = await stsEndpoint(sts)
  const signer = new SignatureV4({
    service: 'sts',
    region: await sts.config.region(),
    credentials: sts.config.credentials,
    sha256: sts.config.sha256,
  })
  const signed = await signer.presign(
    {
      method: 'GET',
      protocol: endpoint.protocol,
      hostname: endpoint.hostname,
      path: endpoint.pathname,
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
      headers: { host: endpoint.host, 'x-k8s-aws-id': cluster },
    },
    { expiresIn: secondsInTheUrl, signingDate: new Date(clock()) },
  )
  const url = new URL(endpoint)
  for (const [name, value] of Object.entries(signed.query ?? {})) url.searchParams.append(name, String(value))
  return `k8s-aws-v1.${Buffer.from(url.href).toString('base64url')}`
}
