import type { ContextValue } from '@rolecall/policy'
import type { Role } from '../../records/role.ts'
import { requestTags } from './request-tags.ts'
import type { SessionTags } from './session-tags.ts'

/** What a session is asked for with, however its caller proves who they are. */
export interface Assumption {
  readonly role: Pick<Role, 'tags'>
  readonly sessionName: string
  readonly tags: SessionTags
  /** The keys that are to be transitive, as given now. */
  readonly transitiveTagKeys: readonly string[]
  readonly sourceIdentity?: string | undefined
  readonly externalId?: string | undefined
}

/**
 * The condition keys of every way to assume a role. None may be left out: a key that is absent makes a denial by
 * it fall silent. Source: "Actions, resources, and condition keys for AWS Security Token Service".
 */
export function assumeKeys(asked: Assumption): [key: string, value: ContextValue][] {
  const { role, sessionName, tags, transitiveTagKeys, sourceIdentity, externalId } = asked
  const keys: [string, ContextValue][] = [['sts:RoleSessionName', sessionName]]
  for (const [key, value] of requestTags(tags.passed)) keys.push([key, value])
  for (const [key, value] of Object.entries(role.tags)) {
    keys.push([`aws:ResourceTag/${key}`, value], [`iam:ResourceTag/${key}`, value])
  }
  if (transitiveTagKeys.length > 0) keys.push(['sts:TransitiveTagKeys', transitiveTagKeys])
  if (sourceIdentity !== undefined) keys.push(['sts:SourceIdentity', sourceIdentity])
  if (externalId !== undefined) keys.push(['sts:ExternalId', externalId])
  return keys
}
