import type { FetchLike } from '@rolecall/tokens'
import type { Exchange } from '../verify/setup.ts'
import type { Doors } from './doors.ts'

/** What is asked beside the APIs of a snapshot. */
export interface SetupDoors extends Doors {
  readonly fetch: FetchLike
  /** Milliseconds since the epoch. */
  readonly now: number
  /** By method, gives a token for a session and asks whose it is; absent when no role is to be assumed. */
  readonly exchange?: {
    irsa(token: string, roleArn: string): Promise<Exchange>
    'pod-identity'(token: string): Promise<Exchange>
  }
}
