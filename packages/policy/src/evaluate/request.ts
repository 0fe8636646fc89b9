import type { CompiledPolicy } from '../compile/compiled-policy.ts'
import type { RequestContext } from '../context/request-context.ts'
import type { Principal } from '../principal/principal.ts'

/** One action on one resource. A call that touches several is several requests, all of which must be allowed. */
export interface Request {
  readonly principal: Principal
  /** `s3:GetObject` */
  readonly action: string
  /**
   * `*` for an action that knows no resources. `account` is who owns the resource; when it is left out it is
   * read from the ARN, and an ARN without account (S3) is taken to be the caller's own.
   */
  readonly resource: { readonly arn: string; readonly account?: string | undefined }
  readonly context: RequestContext
}

/** Everything that can speak for or against a request. What is left out does not exist. */
export interface Policies {
  readonly identity: readonly CompiledPolicy[]
  readonly boundary?: CompiledPolicy | undefined
  /** All session policies together; `undefined` when none was passed. */
  readonly session?: readonly CompiledPolicy[] | undefined
  /** The policy of the resource; the trust policy when the resource is a role. */
  readonly resource?: CompiledPolicy | undefined
  /** One list a level, root first. Leave out for the management account. */
  readonly scps?: readonly (readonly CompiledPolicy[])[] | undefined
  /** One list a level of the resource's account, root first. */
  readonly rcps?: readonly (readonly CompiledPolicy[])[] | undefined
}

export type Layer = 'identity' | 'boundary' | 'session' | 'resource' | 'scp' | 'rcp'
