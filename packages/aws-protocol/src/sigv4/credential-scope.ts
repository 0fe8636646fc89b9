import type { SigningScope } from './signature.ts'

/** `20150830/us-east-1/iam/aws4_request` */
export function credentialScope(scope: SigningScope): string {
  return `${scope.date}/${scope.region}/${scope.service}/aws4_request`
}
