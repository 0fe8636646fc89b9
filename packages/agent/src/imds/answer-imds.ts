import { findMetadata } from './find-metadata.ts'
import { type ImdsAnswer, imdsRefusal } from './imds-answer.ts'
import type { ImdsRules } from './imds-rules.ts'
import { isBlocked } from './is-blocked.ts'
import { type MetadataTokens, tokenSeconds } from './metadata-tokens.ts'
import type { MetadataTree } from './metadata-tree.ts'

/** A request, as far as it decides. */
export interface ImdsRequest {
  readonly method: string
  /** With its query, as it came. */
  readonly target: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Whether it came over a further hop: from a pod that has a network of its own. */
  readonly isRemote: boolean
}

const tokenPath = '/latest/api/token'
const ttlHeader = 'x-aws-ec2-metadata-token-ttl-seconds'

/**
 * Answers as EC2's instance metadata service does. `drop` stands for an answer that would not reach the caller: its
 * time to live ended on the way. Source: EC2 User Guide, "Use the Instance Metadata Service".
 */
export function answerImds(
  request: ImdsRequest,
  tools: { readonly tokens: MetadataTokens; readonly tree: MetadataTree; readonly rules: ImdsRules },
): ImdsAnswer | 'drop' {
  const { tokens, tree, rules } = tools
  const { method, headers, isRemote } = request
  const path = pathOf(request.target)
  if (path === undefined) return imdsRefusal(400, 'The path cannot be read.')
  if (method === 'PUT') {
    // A proxy that lets strangers in writes this header, and EC2 gives it no token.
    if (headers['x-forwarded-for'] !== undefined)
      return imdsRefusal(403, 'X-Forwarded-For: no token for who comes through a proxy.')
    if (path !== tokenPath) return imdsRefusal(405, `PUT is for ${tokenPath}.`)
    const seconds = secondsOf(headers[ttlHeader])
    if (seconds === undefined)
      return imdsRefusal(
        400,
        `${ttlHeader} is a whole number from ${tokenSeconds.least} to ${tokenSeconds.most}.`,
      )
    if (isRemote && rules.hopLimit < 2) return 'drop'
    return { status: 200, body: tokens.issue(seconds), headers: { [ttlHeader]: String(seconds) } }
  }
  if (method !== 'GET' && method !== 'HEAD') return imdsRefusal(405, 'GET, HEAD and PUT are offered.')
  const token = headers['x-aws-ec2-metadata-token']
  if (token === undefined && rules.tokens === 'required')
    return imdsRefusal(401, `A session token is needed: PUT ${tokenPath} first (IMDSv2).`)
  if (token !== undefined && (typeof token !== 'string' || !tokens.isGood(token)))
    return imdsRefusal(401, 'The session token is not of this node, or has ended.')
  if (isRemote && isBlocked(path, rules.blocked))
    return imdsRefusal(403, 'This path is for the node itself and not for its pods (--imds-block).')
  const found = findMetadata(
    tree,
    path.split('/').filter((one) => one !== ''),
  )
  return found === undefined ? imdsRefusal(404, 'Nothing is here.') : { status: 200, body: found }
}

/** Escapes are undone once, before anything is decided by the path. */
function pathOf(target: string): string | undefined {
  const [path = ''] = target.split('?', 1)
  if (!path.startsWith('/')) return undefined
  try {
    const plain = decodeURIComponent(path)
    const names = plain.split('/')
    return names.includes('.') || names.includes('..') ? undefined : plain
  } catch {
    return undefined
  }
}

function secondsOf(value: string | readonly string[] | undefined): number | undefined {
  if (typeof value !== 'string' || !/^[0-9]{1,5}$/.test(value)) return undefined
  const seconds = Number(value)
  return seconds >= tokenSeconds.least && seconds <= tokenSeconds.most ? seconds : undefined
}
