import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const tool = fileURLToPath(new URL('../managed-policies.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'rolecall-managed-policies-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Makes the data from a source; answers the exit code and what it said of problems. */
function make(source: object, ...names: string[]) {
  const file = join(folder, 'source.json')
  writeFileSync(file, JSON.stringify(source))
  const { status, stderr } = spawnSync(process.execPath, [tool, '--into', folder, file, ...names])
  return [status, stderr.toString()] as const
}
const written = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'))

const document = {
  Statement: [{ Resource: '*', Effect: 'Allow', Action: 's3:*', Sid: 'A' }],
  Version: '2012-10-17',
}
const dates = { CreateDate: '2020-01-02T03:04:05+00:00', UpdateDate: '2021-01-02T03:04:05+00:00' }
const detail = (PolicyName: string, more: object = {}) => ({
  PolicyName,
  PolicyId: 'ANPAEXAMPLEEXAMPLE234',
  Path: '/service-role/',
  DefaultVersionId: 'v2',
  Description: 'Told',
  PolicyVersionList: [
    { VersionId: 'v2', Document: document },
    { VersionId: 'v1', Document: {} },
  ],
  ...dates,
  ...more,
})
const row = {
  name: 'One',
  path: '/service-role/',
  id: 'ANPAEXAMPLEEXAMPLE234',
  version: 'v2',
  created: '2020-01-02T03:04:05Z',
  updated: '2021-01-02T03:04:05Z',
  description: 'Told',
}

test('takes what AWS tells, and from moto what it tells, and keeps the rest', () => {
  expect(make({ Policies: [detail('One'), detail('Other')] }, 'One')).toEqual([0, ''])
  expect(written('aws-managed-policies.json')).toEqual([row])
  expect(readdirSync(join(folder, 'aws-managed-policies'))).toEqual(['One.json'])
  const text = readFileSync(join(folder, 'aws-managed-policies', 'One.json'), 'utf8')
  expect(JSON.stringify(JSON.parse(text))).toBe(
    '{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
  )

  const moto = (version: string) => ({ Path: '/', DefaultVersionId: version, Document: document, ...dates })
  expect(make({ One: { ...moto('v3'), Path: '/service-role/' }, New: moto('v1') }, 'New')).toEqual([0, ''])
  const [added, kept] = written('aws-managed-policies.json')
  expect(kept).toEqual({ ...row, version: 'v3' })
  expect(added).toMatchObject({ name: 'New', id: expect.stringMatching(/^ANPAZKAPJZG4[A-Z2-7]{9}$/) })

  const withdrawn = detail('New', {
    IsAttachable: false,
    PolicyVersionList: [{ VersionId: 'v2', Document: '{"Statement":[]}' }],
  })
  const [status, said] = make({ Policies: [withdrawn] })
  expect([status, said]).toEqual([
    0,
    expect.stringContaining('has no policy One any more: it stays as it was'),
  ])
  expect(written('aws-managed-policies.json')).toMatchObject([{ name: 'New', isAttachable: false }, kept])
  expect(written('aws-managed-policies/New.json')).toEqual({ Statement: [] })
})

test('refuses a name that the source does not have', () => {
  const before = written('aws-managed-policies.json')
  const [status, said] = make({ Policies: [detail('One')] }, 'Nothing')
  expect([status, said]).toEqual([1, expect.stringContaining('has no policy Nothing')])
  expect(written('aws-managed-policies.json')).toEqual(before)
})
