import fc from 'fast-check'

/** Of a method: the volume of its token, where that is mounted, and the variables that it gives. */
export interface TokenMount {
  readonly volume: string
  readonly path: string
  readonly role: string
  readonly file: string
}

/** What the author of a container says of credentials himself. */
interface Own {
  readonly env: readonly { readonly name: string }[]
  readonly volumeMounts: readonly object[]
}

const regions = ['AWS_REGION', 'AWS_DEFAULT_REGION']
const regionalSts = 'AWS_STS_REGIONAL_ENDPOINTS'
const expirations = ['600', '599', '-1', '+900', '00900', '4294967296', '86401', 'soon', ' 900', '']
const systems = [{}, { 'kubernetes.io/os': 'windows' }, { 'beta.kubernetes.io/os': 'windows', disk: 'ssd' }]

/**
 * Pods such as people make, without all in which docs/webhook-injection.md says that the webhook differs from the stock
 * one: both must make the same of them, and a kube-apiserver takes it.
 */
export function plainPod(serviceAccountName: string, token: TokenMount): fc.Arbitrary<object> {
  const some = (names: readonly string[], minLength: number) =>
    fc
      .subarray([...names], { minLength })
      .chain((chosen) => fc.tuple(...chosen.map((name) => container(name, token))))
  return fc
    .record({
      containers: some(['a', 'b', 'c', 'd', 'e'], 1),
      initContainers: some(['i', 'j', 'k'], 0),
      skipped: fc.subarray(['b', 'c', 'd', 'e', 'i', 'j', 'nobody']),
      annotations: fc.constantFrom({}, ...expirations.map(expiring)),
      labels: fc.constantFrom(undefined, {}, { app: 'shop' }),
      nodeSelector: fc.constantFrom(...systems),
      hostNetwork: fc.boolean(),
    })
    .filter(({ containers, skipped }) => containers.some(({ name }) => !skipped.includes(name)))
    .map(({ containers, initContainers, skipped, annotations, labels, nodeSelector, hostNetwork }) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        labels,
        annotations: { ...annotations, 'eks.amazonaws.com/skip-containers': skipped.map(quoted).join(',') },
      },
      spec: {
        serviceAccountName,
        // Its volume would have a name by chance.
        automountServiceAccountToken: false,
        nodeSelector,
        hostNetwork,
        containers,
        initContainers: initContainers.map((one, at) => (at % 2 ? { ...one, restartPolicy: 'Always' } : one)),
        volumes: [{ name: 'data', emptyDir: {} }],
      },
    }))
}

function expiring(seconds: string): object {
  return { 'eks.amazonaws.com/token-expiration': seconds }
}

function quoted(name: string, at: number): string {
  return at % 2 ? `"${name}"` : name
}

function container(name: string, token: TokenMount) {
  const others = fc.subarray(['A', 'AWS_PROFILE', 'aws_region', regionalSts, ...regions])
  return fc
    .tuple(fc.constantFrom(...ownCredentials(token)), others)
    .filter(([{ env }, names]) => env.length === 0 || !isLeftWithoutMount(names))
    .map(([{ env, volumeMounts }, names]) => ({
      name,
      image: 'registry.example.com/program:1',
      env: [...names.map((one) => variable(one, 'x')), ...env],
      volumeMounts: [{ name: 'data', mountPath: '/data' }, ...volumeMounts],
    }))
}

function ownCredentials({ volume, path, role, file }: TokenMount): readonly Own[] {
  const fromPod = { name: file, valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }
  return [
    { env: [], volumeMounts: [] },
    { env: [], volumeMounts: [{ name: volume, mountPath: path }] },
    { env: [variable(role, 'x')], volumeMounts: [] },
    { env: [fromPod], volumeMounts: [] },
    { env: [variable(role, 'x'), variable(file, `${path}/token`)], volumeMounts: [] },
    {
      env: [variable(role, 'x'), variable(file, '/own/token')],
      volumeMounts: [{ name: volume, mountPath: '/own' }],
    },
  ]
}

/** Whether the stock webhook mounts nothing beside these when credentials are set. */
function isLeftWithoutMount(names: readonly string[]): boolean {
  return names.includes(regionalSts) && names.some((name) => regions.includes(name))
}

function variable(name: string, value: string) {
  return { name, value }
}
