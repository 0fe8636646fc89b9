import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { boto3Programs as programs } from './boto3-programs.data.ts'
import { found, missing } from './found.ts'
import { type Serving, serving } from './serving.ts'

const version = found('python3', '-c', 'import boto3; print("boto3", boto3.__version__)')
const isMissing = missing(version, 'boto3', '`pip install boto3`')

let server: Serving

/** Runs a program as the pod of a ServiceAccount, with what boto3 finds by itself. */
const pod = (serviceAccount: string, program: string) =>
  server.rolecall(
    'run',
    '--cluster',
    'shop',
    '-n',
    'shop',
    '--service-account',
    serviceAccount,
    '--',
    'python3',
    '-c',
    program,
  )

describe.skipIf(isMissing)('pods that use boto3', () => {
  beforeAll(async () => {
    server = await serving()
    expect(server.rolecall('apply', '-f', 'examples/shop/cluster.yaml').code).toBe(0)
    const made = server.run('python3', [
      '-c',
      "import boto3; boto3.client('s3').create_bucket(Bucket='shop-reports')",
    ])
    expect(made.errors).toBe('')
  })
  afterAll(() => server.close())

  test('are the role of their ServiceAccount', () => {
    const { output } = pod('reports', "import boto3; print(boto3.client('sts').get_caller_identity()['Arn'])")
    expect(output).toMatch(/^arn:aws:sts::111122223333:assumed-role\/shop-reports-reader\/reports-/)
  })

  test('list what they may', () => {
    const program =
      "import boto3; print(boto3.client('s3').list_objects_v2(Bucket='shop-reports')['KeyCount'])"
    expect(pod('reports', program)).toMatchObject({ code: 0, output: '0\n' })
  })

  test('are told the action, the resource and the reason where they may not', () => {
    const { code, errors } = pod(
      'batch',
      "import boto3; boto3.client('s3').delete_bucket(Bucket='shop-reports')",
    )
    expect(code).toBe(1)
    expect(errors).toContain('because no identity-based policy allows the s3:DeleteBucket action')
  })

  test('see modelled errors as such', () => {
    const program = `
import boto3
iam = boto3.client('iam')
try:
    iam.get_role(RoleName='nobody')
except iam.exceptions.NoSuchEntityException as error:
    print(error.response['Error']['Message'])
`
    expect(server.run('python3', ['-c', program]).output).toBe('The role with name nobody cannot be found.\n')
  })

  test.each(programs)('$name', ({ program, prints }) => {
    expect(server.run('python3', ['-c', program])).toEqual({ code: 0, output: prints, errors: '' })
  })
})
