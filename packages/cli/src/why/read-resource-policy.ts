import { readFile } from 'node:fs/promises'
import type { ResourcePolicies } from '@rolecall/analyzer'
import { parsePolicy } from '@rolecall/policy'
import { isAwsEndpoint } from '../aws/is-aws-endpoint.ts'
import { Refusal } from '../refusal.ts'

/**
 * What is known of the policy of a resource. Each service of AWS has its own call for it, so there it is the
 * asker's to give; behind Rolecall's gateway no resource has one.
 *
 * @param given a file, `none`, or nothing
 * @param endpoint where the calls go
 * @throws Refusal
 */
export async function readResourcePolicy(
  given: string | undefined,
  endpoint: URL,
): Promise<ResourcePolicies> {
  if (given === 'none') return { state: 'none' }
  if (given === undefined) {
    return isAwsEndpoint(endpoint)
      ? { state: 'unread', because: 'give it with --resource-policy FILE, or none when there is none' }
      : { state: 'none' }
  }
  const document = await contents(given)
  const parsed = parsePolicy(document, 'resource')
  if (parsed.ok) return { state: 'given', document }
  const [finding] = parsed.findings
  throw new Refusal(`${given}:${finding?.line}:${finding?.column}: ${finding?.message}`)
}

async function contents(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Refusal(`${file} cannot be read (${code ?? String(error)})`)
  }
}
