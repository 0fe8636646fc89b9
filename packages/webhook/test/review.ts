import type { Fields } from '../src/index.ts'

export const uid = '705ab4f5-6393-11e8-b7cc-42010a800002'

/** A pod as a kube-apiserver shows it to a webhook. */
export const plainPod: Fields = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { generateName: 'reports-5d8f-', namespace: 'elsewhere' },
  spec: { serviceAccountName: 'reports', containers: [{ name: 'app', image: 'app' }] },
}

/** The same, of another ServiceAccount. */
export const podOf = (serviceAccountName: unknown, more: Fields = {}): Fields => ({
  ...plainPod,
  spec: { ...(plainPod['spec'] as Fields), serviceAccountName, ...more },
})

/** An AdmissionReview as a kube-apiserver of this version sends it. */
export function review(object: unknown, request: Fields = {}, apiVersion = 'admission.k8s.io/v1'): Fields {
  return {
    kind: 'AdmissionReview',
    apiVersion,
    request: {
      uid,
      kind: { group: '', version: 'v1', kind: 'Pod' },
      resource: { group: '', version: 'v1', resource: 'pods' },
      requestKind: { group: '', version: 'v1', kind: 'Pod' },
      requestResource: { group: '', version: 'v1', resource: 'pods' },
      namespace: 'shop',
      operation: 'CREATE',
      userInfo: { username: 'kubernetes-admin', groups: ['system:authenticated'] },
      object,
      oldObject: null,
      dryRun: false,
      options: { kind: 'CreateOptions', apiVersion: 'meta.k8s.io/v1' },
      ...request,
    },
  }
}
