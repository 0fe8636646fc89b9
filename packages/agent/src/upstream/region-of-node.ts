type Environment = Readonly<Record<string, string | undefined>>

const patienceMs = 1000

/**
 * The region that the instance metadata service names for this node, or `undefined` where there is none.
 * Source: "Use the Instance Metadata Service", version 2.
 */
export async function regionOfNode(environment: Environment): Promise<string | undefined> {
  if (environment['AWS_EC2_METADATA_DISABLED']?.toLowerCase() === 'true') return undefined
  const base = environment['AWS_EC2_METADATA_SERVICE_ENDPOINT'] ?? 'http://169.254.169.254'
  try {
    const token = await ask('PUT', '/latest/api/token', { 'x-aws-ec2-metadata-token-ttl-seconds': '60' })
    const region = await ask('GET', '/latest/meta-data/placement/region', {
      'x-aws-ec2-metadata-token': token,
    })
    return /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region) ? region : undefined
  } catch {
    return undefined
  }

  async function ask(method: string, path: string, headers: Record<string, string>): Promise<string> {
    const signal = AbortSignal.timeout(patienceMs)
    const answer = await fetch(new URL(path, base), { method, headers, signal, redirect: 'error' })
    if (!answer.ok) throw new Error(`status ${answer.status}`)
    return (await answer.text()).trim()
  }
}
