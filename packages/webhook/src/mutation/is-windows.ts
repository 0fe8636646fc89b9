import { type Fields, isFields, readList } from './fields.ts'

/** The second is what nodes were labelled with before Kubernetes 1.14. */
const labels = ['kubernetes.io/os', 'beta.kubernetes.io/os']

/**
 * Whether a pod runs on Windows: as `spec.os` says, which the kubelet holds it to; else when its nodeSelector, or
 * every alternative of the node affinity it requires, names Windows and nothing else.
 */
export function isWindows(spec: Fields): boolean {
  const { os, nodeSelector } = spec
  if (isFields(os) && typeof os['name'] === 'string') return os['name'] === 'windows'
  if (isFields(nodeSelector) && labels.some((label) => nodeSelector[label] === 'windows')) return true
  const terms = requiredTerms(spec['affinity'])
  return terms.length > 0 && terms.every(namesWindows)
}

function requiredTerms(affinity: unknown): readonly Fields[] {
  const node = isFields(affinity) ? affinity['nodeAffinity'] : undefined
  const required = isFields(node) ? node['requiredDuringSchedulingIgnoredDuringExecution'] : undefined
  return isFields(required) ? (readList(required['nodeSelectorTerms']) ?? []) : []
}

function namesWindows(term: Fields): boolean {
  const expressions = readList(term['matchExpressions']) ?? []
  return expressions.some(({ key, operator, values }) => {
    const named = labels.some((label) => label === key) && operator === 'In'
    return named && Array.isArray(values) && values.length > 0 && values.every((one) => one === 'windows')
  })
}
