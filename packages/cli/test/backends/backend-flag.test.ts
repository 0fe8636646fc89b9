import { describe, expect, it } from 'vitest'
import { BackendFlagError, backendFlag } from '../../src/backends/backend-flag.ts'

const keys = { ROLECALL_BACKEND_S3_ACCESS_KEY_ID: 'id', ROLECALL_BACKEND_S3_SECRET_ACCESS_KEY: 'secret' }

describe('--backend', () => {
  it('takes credentials from the environment', () => {
    const { service, backend } = backendFlag('s3=https://minio.example:9000', keys)
    expect([service, String(backend.endpoint), backend.credentials, backend.region]).toEqual([
      's3',
      'https://minio.example:9000/',
      { accessKeyId: 'id', secretAccessKey: 'secret' },
      undefined,
    ])
  })
  it('takes them from the URL, and leaves none in it', () => {
    const { backend } = backendFlag('s3=http://id:se%2Fcret@minio.example:9000/base', keys)
    expect([String(backend.endpoint), backend.credentials]).toEqual([
      'http://minio.example:9000/base',
      { accessKeyId: 'id', secretAccessKey: 'se/cret' },
    ])
  })
  it('takes a region, a session token and what it does with keys', () => {
    const more = {
      ROLECALL_BACKEND_S3_REGION: 'any',
      ROLECALL_BACKEND_S3_SESSION_TOKEN: 't',
      ROLECALL_BACKEND_S3_EXACT_KEYS: 'true',
    }
    const { backend } = backendFlag('S3=https://minio.example', { ...keys, ...more })
    expect(backend).toMatchObject({ region: 'any', exactKeys: true, credentials: { sessionToken: 't' } })
  })

  const wrong: readonly (readonly [text: string, says: string])[] = [
    ['https://minio.example', 'expected --backend SERVICE=URL'],
    ['=https://minio.example', 'expected --backend SERVICE=URL'],
    ['s3=', 'no URL of http or https'],
    ['s3=minio.example:9000', 'no URL of http or https'],
    ['s3=ftp://minio.example', 'no URL of http or https'],
    ['s3=https://minio.example?x=1', 'must end with its path'],
    [
      's3=https://id@minio.example',
      'ROLECALL_BACKEND_S3_ACCESS_KEY_ID and ROLECALL_BACKEND_S3_SECRET_ACCESS_KEY',
    ],
    ['s3=https://id:%zz@minio.example', 'not percent-encoded'],
    ['dynamodb=https://dynamo.example', 'ROLECALL_BACKEND_DYNAMODB_ACCESS_KEY_ID'],
  ]
  for (const [text, says] of wrong) {
    it(`refuses ${text}`, () => {
      expect(() => backendFlag(text, keys)).toThrow(BackendFlagError)
      expect(() => backendFlag(text, keys)).toThrow(says)
    })
  }
  it('repeats no secret', () => {
    expect(() => backendFlag('s3=https://id:hunter2@minio.example#x', {})).toThrow(/^(?!.*hunter2)/)
  })
})
