import { readFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { expect, it } from 'vitest'
import { webhookOptions } from '../../src/webhook/webhook-options.data.ts'
import { rolecall } from './rolecall.ts'
import { podReview, variablesOf } from './webhook-process.ts'
import { webhookWorld } from './webhook-world.ts'

const { folder, role, serviceAccount, start, write } = webhookWorld()

it.each([
  [['--bogus'], /unknown option '--bogus'/],
  [['--in-cluster=maybe'], /It takes true or false/],
  [
    ['--watch-config-map', 'false', '--objects', '.'],
    /--watch-config-map takes its value behind an equals sign: --watch-config-map=false$/m,
  ],
  [['-v=x', '--objects', '.'], /-v takes a whole number/],
  [['--port', '70000', '--objects', '.'], /--port takes a whole number up to 65535/],
  [['--token-expiration=-5', '--objects', '.'], /--token-expiration takes a whole number up to 4294967296/],
  [['--token-expiration=0x258', '--objects', '.'], /--token-expiration takes a whole number/],
  [['--token-expiration=4294967297', '--objects', '.'], /--token-expiration takes a whole number/],
  [['--token-mount-path=token', '--objects', '.'], /--token-mount-path takes a path that begins with \//],
  [['--tls-min-version=1.9', '--objects', '.'], /--tls-min-version takes/],
  [['--tls-cipher-suites=TLS_FOO', '--objects', '.'], /TLS_FOO is not known/],
  [['--service-account-lookup-grace-period=1', '--objects', '.'], /takes a duration such as 100ms/],
  [['--service-account-lookup-grace-period=1m', '--objects', '.'], /no API server waits longer/],
  [['--missed-pods-interval=5', '--objects', '.'], /takes a duration such as 100ms/],
  [['--missed-pods-interval=10ms', '--objects', '.'], /not listed more than once a second/],
  [['--pod-endpoint-url=rolecall:4566', '--objects', '.'], /takes an address such as https/],
  [['--objects', '/nowhere'], /\/nowhere/],
  [['--objects', '.', '--kubeconfig', 'x'], /--objects stands in place of a cluster/],
  [['--kube-api', 'http://10.0.0.1'], /by https only/],
  [[], /this is no pod of a cluster \(.* are not set\); give --kubeconfig FILE, or --objects FOLDER /],
  [['--compose-role-arn', '--account-id', '12', '--objects', '.'], /twelve digits/],
])('%j is refused with 2 and says why', async (args, words) => {
  const { code, err } = await rolecall(['webhook', ...args])
  expect([code, err]).toEqual([2, expect.stringMatching(words)])
})

it.each(['--port', '--metrics-port'])(
  'ends with 2 when the port of %s is in use, and says so',
  async (flag) => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const taken = String((other.address() as AddressInfo).port)
    const ports = { '--port': '0', '--metrics-port': '0', [flag]: taken }
    const given = ['--objects', folder(), '--bind-address', '127.0.0.1', ...Object.entries(ports).flat()]
    const { code, err } = await rolecall(['webhook', ...given])
    expect([code, err]).toEqual([
      2,
      `rolecall: 127.0.0.1:${taken} is in use by another program; give another one with ${flag}.\n`,
    ])
    other.close()
  },
)

it('names a port alone where it listens on every address', async () => {
  const other = createServer().listen(0)
  await new Promise((resolve) => other.once('listening', resolve))
  const taken = String((other.address() as AddressInfo).port)
  const { code, err } = await rolecall([
    'webhook',
    '--objects',
    folder(),
    '--port',
    taken,
    '--metrics-port',
    '0',
  ])
  expect([code, err]).toEqual([
    2,
    `rolecall: port ${taken} is in use by another program; give another one with --port.\n`,
  ])
  other.close()
})

it('takes every flag of the stock webhook, in the forms of Go, and its own', async () => {
  const flags =
    '-v=2 --logtostderr --alsologtostderr=false --stderrthreshold 2 --log_dir= --log_file= --log_file_max_size=1800 ' +
    '--vmodule= --log_backtrace_at=:0 --add_dir_header=false --skip_headers --skip_log_headers --one_output ' +
    '--kubeconfig= --kube-api= --tls-key= --tls-cert= --in-cluster=false --service-name s --namespace=n ' +
    '--tls-secret=t --annotation-prefix=example.org --token-audience=a --token-mount-path=/t --token-expiration 900 ' +
    '--pod-endpoint-url=https://rolecall.example ' +
    '--aws-default-region=eu-west-1 --sts-regional-endpoint=T --watch-config-map=1 --compose-role-arn=false ' +
    '--watch-container-credentials-config= --container-credentials-audience=b ' +
    '--container-credentials-token-mount-path=/c --container-credentials-token-volume-name=v ' +
    '--container-credentials-token-path=p --container-credentials-full-uri=http://127.0.0.1/c ' +
    '--enable-debugging-handlers --service-account-lookup-grace-period=100ms --resync-period=60s ' +
    '--tls-min-version=VersionTLS12 --tls-cipher-suites=TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'
  await write('a.yaml', serviceAccount('reports', { 'example.org/role-arn': role('reports') }))
  const webhook = await start(...flags.split(' '), '--objects', folder())
  expect(variablesOf(await webhook.ask('/mutate', podReview('shop', 'reports')))).toEqual({
    AWS_ENDPOINT_URL: 'https://rolecall.example',
    AWS_ENDPOINT_URL_STS: 'https://rolecall.example',
    AWS_STS_REGIONAL_ENDPOINTS: 'regional',
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_REGION: 'eu-west-1',
    AWS_ROLE_ARN: role('reports'),
    AWS_WEB_IDENTITY_TOKEN_FILE: '/t/token',
  })
})

it('prints its version', async () => {
  const { code, out } = await rolecall(['webhook', '--version'])
  expect([code, out]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)])
})

it.each(webhookOptions)('$flags stands in the documentation', async ({ flags }) => {
  expect(await readFile(new URL('../../../../docs/webhook.md', import.meta.url), 'utf8')).toContain(
    `| \`${flags}\` |`,
  )
})
