import { KubernetesFault } from '@rolecall/kubernetes'
import type { Lookup } from '../snapshot/lookup.ts'

/** How IAM, EKS and Kubernetes say that something does not exist. */
const missing: ReadonlySet<string> = new Set([
  'NoSuchEntityException',
  'NoSuchEntity',
  'ResourceNotFoundException',
])

/**
 * Waits for an answer of an API, and tells apart what does not exist from what is kept back. A call that got no
 * answer at all (no network, no credentials) stays a failure.
 */
export async function ask<Item>(asked: Promise<Item>): Promise<Lookup<Item>> {
  try {
    return { state: 'found', item: await asked }
  } catch (error) {
    if (error instanceof KubernetesFault) {
      return error.status === 404
        ? { state: 'missing' }
        : { state: 'unread', because: sentence(error.reason, error.message) }
    }
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } }
    if (missing.has(name)) return { state: 'missing' }
    if ($metadata?.httpStatusCode === undefined) throw error
    return { state: 'unread', because: sentence(name, message) }
  }
}

/** Some denials end in a sealed text of thousands of characters, for `DecodeAuthorizationMessage` and not to read. */
const sealed = / Encoded authorization failure message: \S+$/

function sentence(name: string, message: string): string {
  const read = message.replace(sealed, '')
  return read === '' || read === name ? name : `${name}: ${read}`
}
