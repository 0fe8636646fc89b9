/**
 * The subject of a ServiceAccount: `system:serviceaccount:NAMESPACE:NAME`, or `undefined` for names Kubernetes
 * does not allow. With a colon in one of them, one subject would name two accounts.
 * Source: RFC 1123 labels and subdomains in "Object Names and IDs", Kubernetes.
 */
export function serviceAccountSubject(namespace: string, name: string): string | undefined {
  if (namespace.length > 63 || !isLabel(namespace) || name.length > 253 || !name.split('.').every(isLabel))
    return undefined
  return `system:serviceaccount:${namespace}:${name}`
}

function isLabel(text: string): boolean {
  return /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(text)
}
