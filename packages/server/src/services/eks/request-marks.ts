import { createHash } from 'node:crypto'
import type { RequestMark } from '../../records/request-mark.ts'
import { eksFaults } from './faults.ts'

/**
 * How calls with a `clientRequestToken` are known again, so that one that is sent twice is done once. The order of
 * members means nothing.
 */
export const requestMarks = {
  of({ clientRequestToken, ...asked }: { clientRequestToken?: string | undefined }): RequestMark | undefined {
    if (clientRequestToken === undefined) return undefined
    const members = Object.entries(asked).sort(([one], [other]) => (one < other ? -1 : 1))
    const digest = createHash('sha256').update(JSON.stringify(members)).digest('base64url')
    return { token: clientRequestToken, digest }
  },

  /** Whether a kept mark is this call's. @throws Fault InvalidParameterException for a token of another call. */
  isSame(mark: RequestMark | undefined, kept: RequestMark | undefined): boolean {
    if (!mark || mark.token !== kept?.token) return false
    if (mark.digest === kept.digest) return true
    throw eksFaults.invalidParameter(
      `The clientRequestToken ${mark.token} was used before with other parameters.`,
    )
  },
}
