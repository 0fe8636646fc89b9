import { KubernetesFault } from './kubernetes-fault.ts'

/** Refusals in the words of kube-apiserver. */
export const kubernetesFaults = {
  alreadyExists: (resource: string, name: string) =>
    new KubernetesFault(409, 'AlreadyExists', `${resource} ${JSON.stringify(name)} already exists`),
  badRequest: (message: string) => new KubernetesFault(400, 'BadRequest', message),
  conflict: (resource: string, name: string) =>
    new KubernetesFault(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${resource} ${JSON.stringify(name)}: the object has been modified; please apply your changes to the latest version and try again`,
    ),
  forbidden: (what: string, why: string) =>
    new KubernetesFault(403, 'Forbidden', `${what} is forbidden: ${why}`),
  invalid: (kind: string, name: string, field: string, why: string) =>
    new KubernetesFault(422, 'Invalid', `${kind} ${JSON.stringify(name)} is invalid: ${field}: ${why}`),
  methodNotAllowed: () =>
    new KubernetesFault(
      405,
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
    ),
  notFound: (resource: string, name: string) =>
    new KubernetesFault(404, 'NotFound', `${resource} ${JSON.stringify(name)} not found`),
  pathNotFound: () =>
    new KubernetesFault(404, 'NotFound', 'the server could not find the requested resource'),
  tooLarge: (limit: number) =>
    new KubernetesFault(
      413,
      'RequestEntityTooLarge',
      `the request, or the object it makes, is longer than ${limit} bytes`,
    ),
  tooSlow: () => new KubernetesFault(408, 'Timeout', 'the body of the request did not come in time'),
  unauthorized: () => new KubernetesFault(401, 'Unauthorized', 'Unauthorized'),
  unsupportedMediaType: (type: string) =>
    new KubernetesFault(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: ${type}`,
    ),
}
