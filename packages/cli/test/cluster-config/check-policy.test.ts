import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readClusterConfig } from '../../src/cluster-config/read-cluster-config.ts'

const shop = readFileSync(new URL('../../../../examples/shop/cluster.yaml', import.meta.url), 'utf8')
const lineOf = (text: string) => shop.split('\n').findIndex((line) => line.includes(text)) + 1

test('the file of the example has nothing to find', () => {
  expect(readClusterConfig(shop).findings).toEqual([])
})

test.each([
  ['Action: s3:ListBucket', 'Aktion: s3:ListBucket', '"Aktion" is no element of a statement'],
  ['Sid: ReadReports', 'Sid: Read Reports', /SID/i],
  ['Resource: arn:aws:s3:::shop-reports/*', 'Resource: shop-reports', /shop-reports/],
])('%s written as %s is found where it stands', (good, bad, message) => {
  const { findings } = readClusterConfig(shop.replace(good, bad))
  const found = findings.find((finding) => finding.message.match(message))
  expect(found?.path).toMatch(/^iam\.serviceAccounts\[2\]\.attachPolicy/)
  expect(Math.abs((found?.line ?? 0) - lineOf(good))).toBeLessThan(15)
})
