/** The packages, lowest layer first. A package imports packages of lower layers only. */
export const packageLayers: readonly { readonly name: string; readonly packages: readonly string[] }[] = [
  { name: 'words', packages: ['core'] },
  { name: 'pure, no I/O', packages: ['aws-protocol', 'policy', 'tokens'] },
  { name: 'doors', packages: ['http', 'kubernetes', 'service-reference'] },
  { name: 'services and edges', packages: ['agent', 'analyzer', 'gateway', 'server', 'webhook'] },
  { name: 'faces', packages: ['cli'] },
]

/** Folders of the server, highest first. A folder imports folders below it only. */
export const serverLayers: readonly (readonly string[])[] = [
  ['http'],
  ['services'],
  ['kubernetes-api'],
  ['callers'],
  ['issuers', 'saml', 'sessions'],
  ['secrets'],
  ['records'],
  ['store'],
  ['trail'],
]
