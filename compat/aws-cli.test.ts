import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { awsClis } from './aws-cli/aws-clis.ts'
import { follow } from './aws-cli/flow.ts'
import { flows } from './aws-cli/flows/flows.ts'
import { missing } from './found.ts'
import { type Serving, serving } from './serving.ts'

const clis = awsClis()
const names = clis.map(({ name }) => name).join(' and ')
missing(names === '' ? undefined : names, 'the AWS CLI', '`pip install awscli`, or Debian’s package awscli')
for (const major of ['1', '2']) {
  if (names !== '' && !names.includes(`aws-cli/${major}.`))
    console.log(`skipped: no AWS CLI ${major} is here`)
}

describe.each(clis)('$name', (cli) => {
  let server: Serving

  const aws = (line: string, environment: Readonly<Record<string, string | undefined>> = {}) =>
    server.run(cli.path, [...cli.line(server.url), ...line.split(' ')], environment)

  /** The answer of a call that succeeds. */
  function answer(line: string, environment?: Readonly<Record<string, string | undefined>>) {
    const { code, output, errors } = aws(line, environment)
    expect(errors).toBe('')
    expect(code).toBe(0)
    return output.trim() === '' ? undefined : JSON.parse(output)
  }

  beforeAll(async () => {
    server = await serving()
    expect(server.rolecall('apply', '-f', 'examples/shop/cluster.yaml').code).toBe(0)
  })
  afterAll(() => server.close())

  test.each(flows)('$name', (flow) => follow(flow, cli, server), 300_000)

  const role = 'arn:aws:iam::111122223333:role/shop-reports-reader'
  const pod = (...line: string[]) =>
    server.rolecall('run', '--cluster', 'shop', '-n', 'shop', '--service-account', ...line)

  test('who the administrator is', () => {
    expect(answer('sts get-caller-identity').Arn).toBe('arn:aws:iam::111122223333:user/administrator')
  })

  test('what was applied', () => {
    expect(answer('eks list-clusters').clusters).toEqual(['shop'])
    const { cluster } = answer('eks describe-cluster --name shop')
    expect(cluster.status).toBe('ACTIVE')
    const providers = answer('iam list-open-id-connect-providers').OpenIDConnectProviderList
    expect(providers[0].Arn).toContain(cluster.identity.oidc.issuer.replace('http://', ''))
    const trust = answer('iam get-role --role-name shop-reports-reader').Role.AssumeRolePolicyDocument
    expect(Object.values(trust.Statement[0].Condition.StringEquals)).toContain(
      'system:serviceaccount:shop:reports',
    )
  })

  test('a role, a policy and an attachment', () => {
    const file = (name: string, content: object) => {
      const path = join(server.folder, name)
      writeFileSync(path, JSON.stringify(content))
      return `file://${path}`
    }
    const trust = file('trust.json', {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' }],
    })
    const policy = file('policy.json', {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'iam:GetRole', Resource: '*' }],
    })
    answer(`iam create-role --role-name reader --assume-role-policy-document ${trust}`)
    const { Policy } = answer(`iam create-policy --policy-name read --policy-document ${policy}`)
    answer(`iam attach-role-policy --role-name reader --policy-arn ${Policy.Arn}`)
    const { Credentials } = answer(
      'sts assume-role --role-arn arn:aws:iam::111122223333:role/reader --role-session-name by-hand',
    )
    const reader = {
      AWS_PROFILE: undefined,
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
      AWS_SESSION_TOKEN: Credentials.SessionToken,
    }
    expect(answer('iam get-role --role-name reader', reader).Role.RoleName).toBe('reader')
    const refused = aws('iam list-roles', reader)
    expect(refused.code).not.toBe(0)
    expect(refused.errors).toContain('because no identity-based policy allows the iam:ListRoles action')
  })

  test('a token of the pod, exchanged', () => {
    const place = ['--cluster', 'shop', '-n', 'shop', '--service-account']
    const token = server.rolecall('token', ...place, 'reports').output.trim()
    const exchange = `sts assume-role-with-web-identity --role-arn ${role} --role-session-name by-hand --web-identity-token`
    expect(answer(`${exchange} ${token}`).AssumedRoleUser.Arn).toContain(
      'assumed-role/shop-reports-reader/by-hand',
    )
    const other = server.rolecall('token', ...place, 'batch').output.trim()
    expect(aws(`${exchange} ${other}`).errors).toContain(
      'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    )
  })

  if (cli.isOld) console.log(`skipped: ${cli.name} knows no AWS_ENDPOINT_URL, so it cannot be a pod`)

  test.skipIf(cli.isOld)('buckets, through the gateway, as administrator and as a pod', () => {
    const report = join(server.folder, 'report.csv')
    writeFileSync(report, 'month,orders\n')
    expect(aws('s3 mb s3://shop-reports').code).toBe(0)
    expect(aws(`s3 cp ${report} s3://shop-reports/report.csv`).code).toBe(0)
    const listed = pod('reports', '--', cli.path, 's3', 'ls', 's3://shop-reports')
    expect(listed.output).toContain('report.csv')
    const refused = pod('batch', '--', cli.path, 's3', 'rb', 's3://shop-reports')
    expect(refused.code).not.toBe(0)
    expect(refused.errors).toContain('s3:DeleteBucket')
  })

  test.skipIf(cli.isOld)('the trail names the pod', () => {
    const { Events } = answer('cloudtrail lookup-events --event-category data')
    const records = Events.map(({ CloudTrailEvent }: { CloudTrailEvent: string }) =>
      JSON.parse(CloudTrailEvent),
    )
    const refused = records.find(({ eventName }: { eventName: string }) => eventName === 'DeleteBucket')
    expect(refused.errorCode).toBe('AccessDenied')
    expect(refused.additionalEventData.kubernetes).toMatchObject({
      namespace: 'shop',
      serviceAccount: 'batch',
    })
  })
})
