import { kubernetesResources } from './kubernetes-resources.ts'

const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update']

/** What clients read to learn which resources there are, by path. */
export const discovery: Readonly<Record<string, object>> = {
  '/version': { major: '1', minor: '34', gitVersion: 'v1.34.0-rolecall', platform: 'rolecall/embedded' },
  '/api': { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] },
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [] },
  '/api/v1': {
    kind: 'APIResourceList',
    groupVersion: 'v1',
    resources: [
      ...kubernetesResources.map(({ plural, singular, kind, shortNames, namespaced }) => ({
        name: plural,
        singularName: singular,
        namespaced,
        kind,
        verbs,
        shortNames,
      })),
      {
        name: 'serviceaccounts/token',
        singularName: '',
        namespaced: true,
        group: 'authentication.k8s.io',
        version: 'v1',
        kind: 'TokenRequest',
        verbs: ['create'],
      },
    ],
  },
}
