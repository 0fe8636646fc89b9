import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeBackend } from './fake-backend.ts'
import { rawRequest } from './raw-request.ts'
import { allow, deny, startWorld } from './start-world.ts'

let backend: Awaited<ReturnType<typeof fakeBackend>>
beforeAll(async () => {
  backend = await fakeBackend()
})
afterAll(() => backend.stop())

describe('other postures', () => {
  it('observe lets pass and says what it would have denied', async () => {
    const observing = await startWorld({
      auth: 'observe',
      backends: { s3: backend.backend, dynamodb: backend.backend },
    })
    const nobody = observing.user([])
    expect((await rawRequest(observing, { path: '/shop/a', as: nobody })).status).toBe(200)
    expect(observing.records[0]?.additional).toEqual({
      wouldDeny: { action: 's3:GetObject', resource: 'arn:aws:s3:::shop/a' },
    })
    expect(
      (await rawRequest(observing, { path: '/shop/a', as: { ...nobody, secretAccessKey: 'x' } })).code,
    ).toBe('SignatureDoesNotMatch')
    await observing.stop()
  })
  it('observe keeps out whoever did not sign', async () => {
    const observing = await startWorld({
      auth: 'observe',
      backends: { s3: backend.backend, dynamodb: backend.backend },
    })
    const before = backend.seen.length
    const deletion = '<Delete><Object><Key>a</Key></Object></Delete>'
    for (const call of [
      { path: '/shop/a' },
      { path: '/shop/a', method: 'PUT', body: 'x' },
      { path: '/shop/a', method: 'DELETE' },
      { path: '/shop/a', method: 'POST', query: 'select&select-type=2' },
    ])
      expect((await rawRequest(observing, call)).status).toBe(403)
    const items = await rawRequest(observing, {
      path: '/shop',
      method: 'POST',
      query: 'delete',
      body: deletion,
      headers: { 'content-md5': createHash('md5').update(deletion).digest('base64') },
    })
    expect(items.body).toContain('<Code>AccessDenied</Code>')
    expect(backend.seen.length).toBe(before)
    await observing.stop()
  })
  it.each(['observe', 'off'] as const)('%s answers no page of another site', async (auth) => {
    const open = await startWorld({ auth, backends: { s3: backend.backend, dynamodb: backend.backend } })
    const from = async (headers: Record<string, string>) =>
      (await rawRequest(open, { path: '/shop/a', as: open.admin, unsigned: headers })).status
    expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await from({ origin: 'https://evil.example' })).toBe(403)
    expect(await from({ origin: 'null' })).toBe(403)
    expect(await from({ origin: `http://127.0.0.1:${open.port}` })).toBe(200)
    await open.stop()
  })
  it('off takes any key', async () => {
    const open = await startWorld({
      auth: 'off',
      backends: { s3: backend.backend, dynamodb: backend.backend },
    })
    const stranger = { ...open.user([]), accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' }
    expect((await rawRequest(open, { path: '/shop/a', as: stranger })).status).toBe(200)
    expect((await rawRequest(open, { path: '/shop/a' })).status).toBe(200)
    await open.stop()
  })
  it.each(['enforce', 'observe', 'off'] as const)(
    '%s: the caller does not choose the partition, even of a backend of any region',
    async (auth) => {
      const anywhere = { ...backend.backend, region: 'any' }
      const other = await startWorld({ auth, backends: { s3: anywhere, dynamodb: anywhere } })
      const user = other.user([allow('*', '*'), deny('s3:*', 'arn:aws:s3:::secret/*')])
      const from = async (region: string, path = '/shop/a') =>
        (await rawRequest(other, { path, as: user, region })).code
      expect(await from('cn-north-1', '/secret/a')).toBe('AuthorizationHeaderMalformed')
      expect(await from('us-gov-west-1')).toBe('AuthorizationHeaderMalformed')
      expect(await from('us-east-1:x')).toBe('AuthorizationHeaderMalformed')
      expect(await from('ap-south-1')).toBeUndefined()
      await other.stop()
    },
  )
})
