import { KubernetesFault } from './kubernetes-fault.ts'

/**
 * Joins path segments. A name of `.` or `..`, or one with a slash, would name another resource than the one
 * meant; Kubernetes forbids them as names, and so they never leave from here.
 */
export function objectPath(...segments: string[]): string {
  for (const segment of segments) {
    if (segment === '' || segment === '.' || segment === '..' || /[/%]/.test(segment)) {
      throw new KubernetesFault(
        400,
        'BadRequest',
        `${JSON.stringify(segment)} is no name of a Kubernetes object`,
      )
    }
  }
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('')
}
