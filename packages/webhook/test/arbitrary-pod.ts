import fc from 'fast-check'

const mountPath = '/var/run/secrets/eks.amazonaws.com/serviceaccount'
const hostile = [
  '__proto__',
  'constructor',
  'prototype',
  '~',
  '/',
  '~1',
  '-',
  '0',
  '',
  '\ud800',
  'toString',
  'env',
  'name',
]
const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary' }), fc.string())
const json = fc.jsonValue({ maxDepth: 2 })
/** Fields of no version that we know. */
const unknown = fc.array(fc.tuple(text, json), { maxLength: 2 })

/** An object with some of the known fields, among unknown ones, in any order of the two. */
function object(
  known: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  requiredKeys: string[] = [],
): fc.Arbitrary<Record<string, unknown>> {
  return (
    fc
      .tuple(unknown, fc.record(known, { requiredKeys }), unknown)
      // `fromEntries` makes `__proto__` a field like any other, as JSON does.
      .map(([before, fields, after]) => Object.fromEntries([...before, ...Object.entries(fields), ...after]))
  )
}

/** Mostly what it should be. */
const mostly = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 40, arbitrary }, { weight: 1, arbitrary: json })
const list = (item: fc.Arbitrary<unknown>, minLength = 0) =>
  mostly(fc.oneof({ weight: 5, arbitrary: fc.array(item, { minLength, maxLength: 3 }) }, fc.constant(null)))
const names = (...likely: readonly string[]) => fc.oneof(fc.constantFrom(...likely), text, json)

const container = object({
  name: names('app', 'sidecar'),
  env: list(
    object({
      name: names(
        'AWS_ROLE_ARN',
        'AWS_WEB_IDENTITY_TOKEN_FILE',
        'AWS_CONTAINER_CREDENTIALS_FULL_URI',
        'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
        'AWS_REGION',
        'AWS_STS_REGIONAL_ENDPOINTS',
        'A',
      ),
      value: names(`${mountPath}/token`, '/mine/token'),
    }),
  ),
  envFrom: list(json),
  volumeMounts: list(
    object({
      name: names('aws-iam-token', 'eks-pod-identity-token', 'data'),
      mountPath: names(mountPath, `${mountPath}/`, '/data'),
      subPath: text,
    }),
  ),
  volumeDevices: list(object({ devicePath: names(mountPath, '/data') })),
})

const source = object({
  serviceAccountToken: object({ audience: names('sts.amazonaws.com'), path: names('token') }),
})

/** Whatever may come as a pod: mostly one, with fields that nobody knows and texts that want to be something else. */
export const arbitraryPod: fc.Arbitrary<Record<string, unknown>> = object(
  {
    metadata: mostly(object({ labels: mostly(object({})), annotations: mostly(annotations()) })),
    spec: mostly(
      object(
        {
          serviceAccountName: fc.constant('reports'),
          containers: list(container, 1),
          initContainers: list(container),
          ephemeralContainers: list(container),
          volumes: list(
            object({
              name: names('aws-iam-token', 'data', 'other', 'more'),
              projected: object({ sources: list(source) }),
            }),
          ),
          os: mostly(object({ name: names('windows', 'linux') })),
          nodeSelector: mostly(object({ 'kubernetes.io/os': names('windows') })),
          affinity: json,
        },
        ['containers', 'serviceAccountName'],
      ),
    ),
  },
  ['metadata', 'spec'],
).map((pod) => JSON.parse(JSON.stringify(pod)))

function annotations(): fc.Arbitrary<Record<string, unknown>> {
  return object({
    'eks.amazonaws.com/skip-containers': names('app', 'sidecar,"app"'),
    'eks.amazonaws.com/token-expiration': names('900', '99999999999'),
  })
}
