import { partitionOf } from '@rolecall/core'

export interface InstanceIdentity {
  readonly account: string
  readonly partition: string
}

/**
 * The account and partition of the machine, from its metadata service. Throws when nothing answers there.
 * `patience` is the milliseconds for each of the two calls; the service answers from the same machine.
 * Source: Amazon EC2 User Guide, "Instance identity documents", IMDSv2.
 */
export async function instanceIdentity(
  endpoint = 'http://169.254.169.254',
  patience = 2000,
): Promise<InstanceIdentity> {
  const call = async (path: string, method: string, headers: Record<string, string>) => {
    const answer = await fetch(new URL(path, endpoint), {
      method,
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}`)
    return answer.text()
  }
  const token = await call('/latest/api/token', 'PUT', { 'x-aws-ec2-metadata-token-ttl-seconds': '60' })
  const document = await call('/latest/dynamic/instance-identity/document', 'GET', {
    'x-aws-ec2-metadata-token': token,
  })
  const { accountId, region } = JSON.parse(document) as { accountId?: unknown; region?: unknown }
  if (typeof accountId !== 'string' || !/^\d{12}$/.test(accountId) || typeof region !== 'string')
    throw new Error('the instance identity document names no account and region')
  return { account: accountId, partition: partitionOf(region) }
}
