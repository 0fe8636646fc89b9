import type { RequestContext } from '../context/request-context.ts'
import type { ArnShape } from '../match/arn-shape.ts'
import type { ArnText } from '../match/arn-text.ts'
import type { GlobShape } from '../match/glob-shape.ts'
import type { KnownPrincipal } from '../principal/known-principal.ts'

export interface KnownAction {
  /** In lower case; `undefined` when there are several it may be. */
  readonly text: string | undefined
  readonly shape: GlobShape
}

export interface KnownResource {
  /** `undefined` when there are several it may be. */
  readonly text: ArnText | undefined
  /** `undefined` for one text that is no ARN. */
  readonly shape: ArnShape | undefined
  /** The owner as told by the caller; `unknown` when nothing is known of the resource. */
  readonly owner: { readonly account: string | undefined } | 'unknown'
  /** The account of the ARN; `undefined` when it may be any. */
  readonly account: string | GlobShape | undefined
}

/** What is known of a request, prepared for being asked about. */
export interface KnownRequest {
  readonly action: KnownAction
  readonly resource: KnownResource
  /** One for each type the caller may be of. */
  readonly principals: readonly KnownPrincipal[]
  readonly context: RequestContext
  /** Whether a folded key is neither in the context nor known to be absent. */
  isUnknown(key: string): boolean
}
