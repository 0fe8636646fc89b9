import { routeOperation } from '@rolecall/aws-protocol'
import { describe, expect, test } from 'vitest'
import { post } from './hostile-requests.ts'
import { services } from './services.ts'

describe('S3 tells its operations apart', () => {
  const named = (method: string, path: string, query = '', headers: Record<string, string> = {}) =>
    routeOperation(services['s3']!.model, { ...post('', headers, path, method), query })
  test.each<[string, string, string, Record<string, string>, string | undefined]>([
    ['GET', '/', '', {}, 'ListBuckets'],
    ['GET', '/b', '', {}, 'ListObjects'],
    ['GET', '/b/', '', {}, 'ListObjects'],
    ['GET', '/b', 'list-type=2', {}, 'ListObjectsV2'],
    ['GET', '/b', 'list-type=3', {}, undefined],
    ['GET', '/b', 'list-type=2&list-type=1', {}, undefined],
    ['GET', '/..', '', {}, undefined],
    ['GET', '/b', 'policy', {}, 'GetBucketPolicy'],
    ['GET', '/b', 'policy=', {}, 'GetBucketPolicy'],
    ['GET', '/b', 'policy&acl', {}, undefined],
    ['GET', '/b', 'unheardOf', {}, undefined],
    ['GET', '/b', 'x-note=mine', {}, 'ListObjects'],
    ['GET', '/b', 'analytics', {}, 'ListBucketAnalyticsConfigurations'],
    ['GET', '/b', 'analytics&id=1', {}, 'GetBucketAnalyticsConfiguration'],
    ['PUT', '/b', 'tagging', {}, 'PutBucketTagging'],
    ['PUT', '/b/k', '', {}, 'PutObject'],
    ['PUT', '/b/k/l//m', '', {}, 'PutObject'],
    ['PUT', '/b/k', '', { 'x-amz-copy-source': '/b/j' }, 'CopyObject'],
    ['PUT', '/b/k', 'partNumber=1&uploadId=u', {}, 'UploadPart'],
    ['PUT', '/b/k', 'partNumber=1&uploadId=u', { 'x-amz-copy-source': '/b/j' }, 'UploadPartCopy'],
    ['PUT', '/b/k', 'tagging', {}, 'PutObjectTagging'],
    ['GET', '/b/k', 'tagging', {}, 'GetObjectTagging'],
    ['GET', '/b/k', 'uploadId=u', {}, 'ListParts'],
    ['GET', '/b/k', 'versionId=v&response-content-type=a', {}, 'GetObject'],
    ['GET', '/b/k', 'x-id=DeleteObject', {}, 'GetObject'],
    ['HEAD', '/b/k', '', {}, 'HeadObject'],
    ['HEAD', '/b', '', {}, 'HeadBucket'],
    ['POST', '/b', 'delete', {}, 'DeleteObjects'],
    ['POST', '/b/k', 'uploads', {}, 'CreateMultipartUpload'],
    ['POST', '/b/k', 'uploadId=u', {}, 'CompleteMultipartUpload'],
    ['DELETE', '/b/k', 'uploadId=u', {}, 'AbortMultipartUpload'],
    ['DELETE', '/b', '', {}, 'DeleteBucket'],
    ['PATCH', '/b', '', {}, undefined],
  ])('%s %s?%s', (method, path, query, headers, expected) => {
    expect(named(method, path, query, headers)?.operation.name).toBe(expected)
  })

  test('a key is what the path says, decoded once', () => {
    expect(named('GET', '/b/a%2Fb//%2E%2E/..%20+')!.labels).toEqual({ Bucket: 'b', Key: 'a/b//../.. +' })
  })
})
