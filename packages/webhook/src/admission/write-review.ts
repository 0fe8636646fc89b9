import type { ReviewAnswer } from './answer-review.ts'
import type { Review } from './read-review.ts'

/** A kube-apiserver cuts a warning behind 256 bytes. */
const longestWarning = 240
const longestMessage = 1000

/** An AdmissionReview that answers another, of the same version. Source: Kubernetes, "Dynamic Admission Control". */
export function writeReview(
  { apiVersion, uid }: Pick<Review, 'apiVersion' | 'uid'>,
  { patch, warnings, denial }: ReviewAnswer,
): string {
  const response = {
    uid,
    allowed: denial === undefined,
    ...(denial === undefined
      ? {}
      : { status: { code: 403, reason: 'Forbidden', message: plain(denial, longestMessage) } }),
    ...(patch.length > 0 ? { patchType: 'JSONPatch', patch: encode(patch) } : {}),
    ...(warnings.length > 0
      ? { warnings: warnings.map((text) => plain(`rolecall: ${text}`, longestWarning)) }
      : {}),
  }
  return JSON.stringify({ apiVersion, kind: 'AdmissionReview', response })
}

const encode = (patch: ReviewAnswer['patch']) => Buffer.from(JSON.stringify(patch)).toString('base64')

/** A kube-apiserver drops a warning with control characters in it. */
function plain(text: string, longest: number): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, longest)
    .toWellFormed()
}
