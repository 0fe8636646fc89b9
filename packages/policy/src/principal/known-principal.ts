import type { GlobShape } from '../match/glob-shape.ts'
import type { Principal } from './principal.ts'

/** What is known of a principal of one type. */
export interface KnownPrincipal {
  readonly type: Principal['type']
  /** The principal itself when nothing of it is unknown. */
  readonly whole: Principal | undefined
  /** Each field's text, or what it may be; a field that may be anything is left out. */
  readonly fields: ReadonlyMap<string, string | GlobShape>
}
