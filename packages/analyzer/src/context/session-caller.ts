import type { CredentialMethod } from '@rolecall/core'
import type { Principal } from '@rolecall/policy'

/** Who calls: a pod with a session of its role, or a principal whose session nobody has seen. */
export interface SessionCaller {
  readonly principal: Principal
  /** What the ARN of the session starts with, when its name is not known. */
  readonly sessionsOf?: string | undefined
  readonly tags: Readonly<Record<string, string>>
  /** Keys, in lower case, of session tags whose values differ from pod to pod. */
  readonly unknownTags?: readonly string[]
  /** `undefined` for a principal that came another way. */
  readonly method?: CredentialMethod | undefined
  /** ARN of the OIDC provider. */
  readonly federatedProvider?: string | undefined
}
