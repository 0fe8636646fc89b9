import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { issueCertificate } from '../../../webhook/src/certificates/issue-certificate.ts'
import { podReview, variablesOf } from './webhook-process.ts'
import { webhookWorld } from './webhook-world.ts'

const { annotated, folder, role, serviceAccount, soon, start, write } = webhookWorld()

describe('with --objects', () => {
  it('gives pods their role, from annotation and ConfigMap, and counts', async () => {
    const config = JSON.stringify({ 'test-*/jobs': { RoleARN: role('jobs') }, 'bad/one': {} })
    await write('all.yaml', annotated('reports'), serviceAccount('plain'), {
      kind: 'ConfigMap',
      metadata: { name: 'pod-identity-webhook', namespace: 'eks' },
      data: { config },
    })
    const webhook = await start('--objects', folder(), '--watch-config-map', '--sts-regional-endpoint=true')
    expect(await webhook.ask('/readyz')).toEqual({ status: 200, body: 'ok\n' })
    expect(variablesOf(await webhook.ask('/mutate', podReview('shop', 'reports')))).toEqual({
      AWS_STS_REGIONAL_ENDPOINTS: 'regional',
      AWS_ROLE_ARN: role('reports'),
      AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
    })
    expect(variablesOf(await webhook.ask('/mutate', podReview('test-7', 'jobs')))).toMatchObject({
      AWS_ROLE_ARN: role('jobs'),
    })
    expect(variablesOf(await webhook.ask('/mutate', podReview('shop', 'plain')))).toEqual({})
    const unknown = JSON.parse((await webhook.ask('/mutate', podReview('shop', 'nobody'))).body)
    expect(unknown.response).toMatchObject({ allowed: true, warnings: [expect.stringContaining('nobody')] })
    const metrics = await webhook.askMetrics('/metrics')
    for (const line of [
      'pod_identity_webhook_used 1',
      'http_request_duration_microseconds_count{verb="POST",path="/mutate"} 4',
      'certificate_manager_server_rotation_seconds_count 0',
      'pod_identity_webhook_pod_count{method="sts_web_identity"} 2',
      'pod_identity_webhook_missing_sa_count 1',
      'http_request_count{verb="POST",path="/mutate",code="200"} 4',
      'rolecall_webhook_outcomes_total{result="unknown",allowed="true",dry_run="false"} 1',
      'rolecall_webhook_source_refused_entries{source="config-map"} 1',
      'rolecall_webhook_source_objects{source="objects"} 2',
    ])
      expect(metrics).toContain(`${line}\n`)
    await soon(() =>
      expect(webhook.log()).toContainEqual(
        expect.objectContaining({ entry: 'bad/one', because: 'has no RoleARN' }),
      ),
    )
  })

  it('follows the files, and keeps what it knows when one is wrong', async () => {
    await write('a.json', annotated('reports'))
    const webhook = await start('--objects', folder())
    await writeFile(join(folder(), 'b.yaml'), 'kind: ServiceAccount\nmetadata: { name: [ }\n')
    await soon(() =>
      expect(webhook.log()).toContainEqual(
        expect.objectContaining({ because: expect.stringMatching(/b\.yaml:2: /) }),
      ),
    )
    const ask = (name: string) => webhook.ask('/mutate', podReview('shop', name))
    expect(variablesOf(await ask('reports'))).toMatchObject({ AWS_ROLE_ARN: role('reports') })
    await write('b.yaml', annotated('young'))
    expect(variablesOf(await ask('young'))).toMatchObject({ AWS_ROLE_ARN: role('young') })
  })

  it('gives Pod Identity to whom the identities file names', async () => {
    await write('a.json', annotated('reports'))
    const file = join(folder(), 'identities')
    await writeFile(file, JSON.stringify({ identities: [{ namespace: 'shop', serviceAccount: 'reports' }] }))
    const webhook = await start('--objects', folder(), `--watch-container-credentials-config=${file}`)
    const ask = async () => variablesOf(await webhook.ask('/mutate', podReview('shop', 'reports')))
    expect(await ask()).toMatchObject({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
    })
    await rm(file)
    await soon(async () => expect(await ask()).toMatchObject({ AWS_ROLE_ARN: role('reports') }))
  })

  it('refuses with --on-unknown deny', async () => {
    const webhook = await start('--objects', folder(), '--on-unknown=deny')
    const { response } = JSON.parse((await webhook.ask('/mutate', podReview('shop', 'nobody'))).body)
    expect(response.allowed).toBe(false)
  })

  it('answers what is under way when it is told to stop, and ends with 0', async () => {
    await write('a.json', annotated('reports'))
    const webhook = await start('--objects', folder())
    const { promise: answered, resolve, reject } = Promise.withResolvers<number | undefined>()
    const review = JSON.stringify(podReview('shop', 'reports'))
    // `Expect` is answered once the head has been read: the review is then under way.
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(review),
      expect: '100-continue',
    }
    const asking = request({
      host: '127.0.0.1',
      port: webhook.port,
      path: '/mutate',
      method: 'POST',
      headers,
      rejectUnauthorized: false,
      agent: false,
    })
    asking.on('error', reject)
    asking.on('response', (response) => resolve(response.resume().statusCode))
    asking.flushHeaders()
    await once(asking, 'continue')
    asking.write(review.slice(0, 50))
    const stopped = webhook.stop()
    await soon(() => expect(webhook.log()).toContainEqual(expect.objectContaining({ msg: 'stopping' })))
    await soon(() => expect(webhook.ask('/healthz')).rejects.toThrow())
    asking.end(review.slice(50))
    expect(await answered).toBe(200)
    expect(await stopped).toMatchObject({ code: 0, err: '' })
    expect(webhook.log().at(-1)).toMatchObject({ msg: 'stopped' })
  })

  it('says at start on which addresses it listens', async () => {
    const webhook = await start('--objects', folder())
    expect(webhook.log().filter(({ msg }) => msg === 'listening')).toMatchObject([{ address: '127.0.0.1' }])
    await webhook.stop()
    const { log } = await start('--objects', folder(), '--bind-address=')
    expect(log().filter(({ msg }) => msg === 'listening')).toMatchObject([
      { address: 'all of this machine (--bind-address takes one)' },
    ])
  })

  it('says that it is not used while nobody has a role', async () => {
    await write('a.json', serviceAccount('plain', { 'eks.amazonaws.com/role-arn': '' }))
    const webhook = await start('--objects', folder())
    expect(await webhook.askMetrics('/metrics')).toContain('\npod_identity_webhook_used 0\n')
    await write('b.json', annotated('reports'))
    await soon(async () =>
      expect(await webhook.askMetrics('/metrics')).toContain('\npod_identity_webhook_used 1\n'),
    )
  })

  it('tells how long a certificate was valid when another comes into force', async () => {
    const files = { cert: join(folder(), 'tls.crt'), key: join(folder(), 'tls.key') }
    const lay = async () => {
      const issued = issueCertificate({ names: ['localhost'], now: Date.now(), random: randomBytes })
      await writeFile(files.cert, issued.certificate.cert)
      await writeFile(files.key, issued.certificate.key)
    }
    await lay()
    const given = ['--in-cluster=false', `--tls-cert=${files.cert}`, `--tls-key=${files.key}`]
    const webhook = await start('--objects', folder(), ...given)
    const count = async () =>
      /^certificate_manager_server_rotation_seconds_count (\d+)$/m.exec(
        await webhook.askMetrics('/metrics'),
      )?.[1]
    expect(await count()).toBe('0')
    await lay()
    await soon(async () => expect(await count()).toBe('1'))
  })

  describe('of the stock webhook’s debugging handlers', () => {
    const drills = ['/debug/alpha/deny', '/debug/alpha/500']

    it('has none unless it is told to', async () => {
      const webhook = await start('--objects', folder())
      for (const path of drills)
        expect((await webhook.ask(path, podReview('shop', 'nobody'))).status).toBe(404)
    })

    it('refuses and fails for who tries it out, and answers the review', async () => {
      const webhook = await start('--objects', folder(), '--enable-debugging-handlers')
      const [denied, failed] = await Promise.all(
        drills.map((path) => webhook.ask(path, podReview('shop', 'nobody'))),
      )
      expect(JSON.parse(denied?.body ?? '')).toEqual({
        apiVersion: 'admission.k8s.io/v1',
        kind: 'AdmissionReview',
        response: {
          uid: '705ab4f5-6393-11e8-b7cc-42010a800002',
          allowed: false,
          status: { code: 403, reason: 'Forbidden', message: 'Test deny message' },
        },
      })
      expect(failed).toEqual({ status: 500, body: 'test error\n' })
      expect(JSON.parse((await webhook.ask('/debug/alpha/deny')).body)).toMatchObject({
        response: { uid: '', allowed: false },
      })
      // Not where nobody speaks TLS, and nothing that empties what is known.
      for (const path of [...drills, '/debug/alpha/cache/clear'])
        expect(await webhook.askMetrics(path)).toBe('404 page not found\n')
      expect((await webhook.ask('/debug/alpha/cache/clear')).status).toBe(404)
      expect(await webhook.askMetrics('/metrics')).not.toMatch(/^http_request_count\{/m)
    })
  })
})
