import { CreateRoleCommand, type IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'

const document = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement })

/** Makes a role with the trust policy of AWS's guide to EKS Pod Identity, and answers its ARN. */
export async function roleForPods(
  iam: IAMClient,
  RoleName: string,
  ...statements: readonly object[]
): Promise<string> {
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
      }),
    }),
  )
  if (statements.length > 0) {
    const PolicyDocument = document(...statements)
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }))
  }
  return Role?.Arn ?? ''
}
