import { expect, it } from 'vitest'
import { goingLines } from '../src/connected-cluster/going-lines.ts'

const now = Date.UTC(2026, 0, 1)
const roleArn = 'arn:aws:iam::111122223333:role/batch'
const one = { namespace: 'shop', serviceAccount: 'batch', roleArn }
const line = `  rolecall dissociate --cluster edge -n shop --service-account batch --revoke --role-arn ${roleArn}`
const first = (words: string, until: string) =>
  `Its Pod Identity ${words} pods hold live on until ${until} at the latest. To end them now:`

it('tells the life of a role and of a target role', () => {
  expect(goingLines('edge', [one], now, {})).toEqual([
    first('association went with it. Credentials that its', '2026-01-01T06:00:01Z'),
    line,
  ])
  const targetRoleArn = 'arn:aws:iam::444455556666:role/data'
  expect(goingLines('edge', [{ ...one, targetRoleArn }], now, {})).toEqual([
    first('association went with it. Credentials that its', '2026-01-01T00:59:01Z'),
    line.replace(roleArn, targetRoleArn),
  ])
})

it('shows ten, counts the rest, and keeps where it was asked', () => {
  const lines = goingLines('edge', Array(12).fill(one), now, { profile: 'ops' })
  expect(lines).toHaveLength(12)
  expect(lines[0]).toMatch(/^Its 12 Pod Identity associations went with it\. Credentials that their pods/)
  expect(lines.slice(10)).toEqual([`${line} --profile ops`, '  and 2 more of them'])
})

it('says of a pattern that it stands for many', () => {
  const [, of] = goingLines('edge', [{ ...one, namespace: 'team-*' }], now, {})
  expect(of).toContain("-n 'team-*' ")
  expect(of).toMatch(/ \(once for each ServiceAccount of these names\)$/)
})

it('says that it does not know what it may not read', () => {
  expect(goingLines('edge', undefined, now, {})).toEqual([
    expect.stringMatching(
      / if it had any, went with it; these credentials may not read which\. .* six hours\.$/,
    ),
  ])
  expect(goingLines('edge', [], now, {})).toEqual([])
})
