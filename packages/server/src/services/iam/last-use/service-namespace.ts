/** The service that an event source stands for, as actions begin: `s3.amazonaws.com` is `s3`. */
export function serviceNamespace(source: string): string {
  return source.slice(0, source.indexOf('.'))
}
