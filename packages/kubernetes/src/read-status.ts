import { KubernetesFault } from './kubernetes-fault.ts'

/** Words for answers that carry no `Status`, as a proxy before the API server gives them. */
const reasons: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  422: 'Invalid',
  429: 'TooManyRequests',
}

const longestText = 300

/** Turns an answer that is no success into a fault. The body is whatever the other side sent. */
export function readStatus(status: number, body: string): KubernetesFault {
  const fallback = reasons[status] ?? (status >= 500 ? 'InternalError' : 'Unknown')
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed === 'object' && parsed !== null && 'message' in parsed) {
      const reason = 'reason' in parsed && typeof parsed.reason === 'string' ? parsed.reason : ''
      return new KubernetesFault(status, reason || fallback, String(parsed.message))
    }
  } catch {
    // No JSON: the text itself is the message.
  }
  return new KubernetesFault(status, fallback, body.trim().slice(0, longestText) || `HTTP status ${status}`)
}
