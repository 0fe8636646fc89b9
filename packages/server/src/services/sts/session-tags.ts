import type { Tag } from '@aws-sdk/client-sts'
import type { Session } from '../../sessions/session.ts'
import { stsFaults } from './faults.ts'

const mostTags = 50
const format = { key: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u, value: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u }

export interface SessionTags {
  /** Passed now, and inherited from the session before. */
  readonly tags: Readonly<Record<string, string>>
  readonly transitiveTagKeys: readonly string[]
  /** Passed now: what `sts:TagSession` and `aws:RequestTag` are about. */
  readonly passed: Readonly<Record<string, string>>
}

interface Given {
  readonly Tags?: readonly Tag[] | undefined
  readonly TransitiveTagKeys?: readonly string[] | undefined
}

/**
 * The tags of a new session. Transitive tags of the session before come along and cannot be overridden;
 * keys that differ in case only are one. Source: "Pass session tags in AWS STS", IAM User Guide.
 *
 * @throws Fault InvalidParameterValue or ValidationError
 */
export function sessionTags(given: Given, before: Session | undefined): SessionTags {
  const passed = passedTags(given.Tags ?? [])
  const inherited = inheritedTags(before)
  const fold = (key: string) => key.toLowerCase()
  const inheritedKeys = new Set(Object.keys(inherited).map(fold))
  for (const key of Object.keys(passed)) {
    if (inheritedKeys.has(fold(key))) {
      throw stsFaults.invalidParameter(
        `One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.`,
      )
    }
  }
  const known = new Set(Object.keys(passed).map(fold))
  for (const key of given.TransitiveTagKeys ?? []) {
    if (!known.has(fold(key))) {
      throw stsFaults.invalidParameter(
        'The specified transitive tag key must be included in the requested tags.',
      )
    }
  }
  const transitiveTagKeys = [...(given.TransitiveTagKeys ?? []), ...Object.keys(inherited)]
  return { passed, tags: { ...inherited, ...passed }, transitiveTagKeys }
}

function passedTags(given: readonly Tag[]): Record<string, string> {
  if (given.length > mostTags) {
    throw stsFaults.validation(
      `1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to ${mostTags}`,
    )
  }
  for (const { Key = '', Value = '' } of given) {
    // Also of tags in a token, which no schema has looked at.
    if (!format.key.test(Key) || !format.value.test(Value)) {
      throw stsFaults.validation(
        `The tag ${JSON.stringify(Key.slice(0, 128))} has a key or a value that no tag may have.`,
      )
    }
    if (/^aws:/i.test(Key)) {
      throw stsFaults.validation('aws: prefixed tag key names are not allowed for external use.')
    }
  }
  const seen = new Set<string>()
  for (const { Key = '' } of given) {
    if (seen.has(Key.toLowerCase())) {
      throw stsFaults.invalidParameter(
        'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      )
    }
    seen.add(Key.toLowerCase())
  }
  // Not by assignment: `__proto__` is a key like any other.
  return Object.fromEntries(given.map(({ Key = '', Value = '' }) => [Key, Value]))
}

function inheritedTags(before: Session | undefined): Record<string, string> {
  const transitive = new Set((before?.transitiveTagKeys ?? []).map((key) => key.toLowerCase()))
  return Object.fromEntries(
    Object.entries(before?.tags ?? {}).filter(([key]) => transitive.has(key.toLowerCase())),
  )
}
