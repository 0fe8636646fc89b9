import { CreateRoleCommand, type IAMClient } from '@aws-sdk/client-iam'

interface Trusted {
  readonly provider: string
  readonly subject: string
  readonly audience: string
}

/** Makes a role for one ServiceAccount, as the IRSA documents write its trust, and answers its ARN. */
export async function roleFor(
  iam: IAMClient,
  name: string,
  { provider, subject, audience }: Trusted,
): Promise<string> {
  const issuer = provider.slice(provider.indexOf('/') + 1)
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: provider },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringEquals: { [`${issuer}:sub`]: subject, [`${issuer}:aud`]: audience } },
          },
        ],
      }),
    }),
  )
  return Role?.Arn ?? ''
}
