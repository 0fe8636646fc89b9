/**
 * The subject of a ServiceAccount: `system:serviceaccount:NAMESPACE:NAME`, or `undefined` for names Kubernetes
 * does not allow. With a colon in one of them, one subject would name two accounts.
 * Source: RFC 1123 labels and subdomains in "Object Names and IDs", Kubernetes.
 */
export function serviceAccountSubject(namespace: string, name: string): string | undefined {
  if (!isLabel(namespace) || name.length > 253 || !name.split('.').every(isLabel)) return undefined
  return `system:serviceaccount:${namespace}:${name}`
}

/** Labels of a subdomain may be as long as the whole; Kubernetes bounds those of a namespace only. */
function isLabel(text: string): boolean {
  return text.length <= 253 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(text)
}
