/** What a resource policy can be attached to, as `validatePolicyResourceType` of ValidatePolicy names it. */
export interface ResourcePolicyType {
  readonly type: string
  /** The ARNs that may stand in Resource. */
  readonly arns: string
  /** As S3 and DynamoDB document them; `undefined` where none is documented. */
  readonly quota: { readonly bytes: number; readonly countsWhiteSpace: boolean } | undefined
}

/** S3 says 20 KB and not whether white space counts, so it is not counted: no policy is called too long wrongly. */
const s3 = { bytes: 20_480, countsWhiteSpace: false }

/**
 * Sources: "ValidatePolicy", IAM Access Analyzer API Reference; "Bucket policies" and "Access points restrictions and
 * limitations", S3 User Guide; "Resource-based policies for DynamoDB", DynamoDB Developer Guide.
 */
export const resourcePolicyTypes: readonly ResourcePolicyType[] = [
  { type: 'AWS::S3::Bucket', arns: 'arn:*:s3:::*', quota: s3 },
  { type: 'AWS::S3::AccessPoint', arns: 'arn:*:s3:*:*:accesspoint/*', quota: s3 },
  { type: 'AWS::S3::MultiRegionAccessPoint', arns: 'arn:*:s3::*:accesspoint/*', quota: undefined },
  {
    type: 'AWS::S3ObjectLambda::AccessPoint',
    arns: 'arn:*:s3-object-lambda:*:*:accesspoint/*',
    quota: undefined,
  },
  {
    type: 'AWS::DynamoDB::Table',
    arns: 'arn:*:dynamodb:*:*:table/*',
    quota: { bytes: 20_480, countsWhiteSpace: true },
  },
]
