import type { Request } from '../evaluate/request.ts'
import type { Principal } from '../principal/principal.ts'

type FieldOf<P> = P extends unknown ? Exclude<keyof P, 'type'> : never

/**
 * Some fields of a principal, such as `{ account }`, `{ type: 'saml' }`, or a role session without `arn` and `id`.
 * It may be every principal of a type that has these fields with these values, as long as that one is of a piece:
 * its ARNs are of its account, and a session's ARN and id are those of its role.
 */
export type PartialPrincipal = {
  readonly [Field in FieldOf<Principal>]?: string | undefined
} & { readonly type?: Principal['type'] | undefined }

/** A request of which only some is known. */
export interface PartialRequest {
  /** Left out: anybody. */
  readonly principal?: Principal | PartialPrincipal | undefined
  /** With `*` and `?` as in policies: any action that fits, such as `s3:*`. Left out: any action. */
  readonly action?: string | undefined
  /**
   * `arn` is one resource, where `*` means itself: it is the resource of calls that have none, and names of
   * objects may hold one. `pattern` is any resource that fits, `*` any at all; `account` is the owner of all of
   * them, and is read from each ARN when it is left out. Left out altogether: any resource of any account.
   */
  readonly resource?:
    | Request['resource']
    | { readonly pattern: string; readonly account?: string | undefined }
    | undefined
  readonly context: Request['context']
  /**
   * Keys the request is known not to have, such as `aws:MultiFactorAuthPresent` for long-term keys. Every
   * other key that `context` does not hold is unknown: it may be absent or have any value.
   */
  readonly absent?: Iterable<string> | undefined
}
