/**
 * Request headers that policies can ask about, and the action a header needs besides the operation's own.
 * Source: "Actions, resources, and condition keys for Amazon S3", Service Authorization Reference.
 */
export interface S3HeaderRow {
  readonly header: string
  /** Condition key. */
  readonly key?: string
  /** What an object written with this header needs on top. */
  readonly object?: string
  /** What a bucket created with this header needs on top. */
  readonly bucket?: readonly string[]
  /** What every operation with this header, set to `true`, needs on top. */
  readonly always?: string
}

const acl = (header: string): S3HeaderRow => ({
  header,
  key: `s3:${header}`,
  object: 's3:PutObjectAcl',
  bucket: ['s3:PutBucketAcl'],
})
const same = (header: string): S3HeaderRow => ({ header, key: `s3:${header}` })
const retention = 's3:PutObjectRetention'
const hold = 's3:PutObjectLegalHold'

export const s3HeaderKeys: readonly S3HeaderRow[] = [
  acl('x-amz-acl'),
  acl('x-amz-grant-full-control'),
  acl('x-amz-grant-read'),
  acl('x-amz-grant-read-acp'),
  acl('x-amz-grant-write'),
  acl('x-amz-grant-write-acp'),
  same('x-amz-content-sha256'),
  same('x-amz-metadata-directive'),
  same('x-amz-server-side-encryption'),
  same('x-amz-server-side-encryption-aws-kms-key-id'),
  same('x-amz-server-side-encryption-customer-algorithm'),
  same('x-amz-storage-class'),
  same('x-amz-website-redirect-location'),
  { ...same('x-amz-object-ownership'), bucket: ['s3:PutBucketOwnershipControls'] },
  // Whoever may only write must not learn what is there.
  { header: 'if-match', key: 's3:if-match', object: 's3:GetObject' },
  { header: 'if-none-match', key: 's3:if-none-match' },
  { header: 'x-amz-bypass-governance-retention', always: 's3:BypassGovernanceRetention' },
  { header: 'x-amz-tagging', object: 's3:PutObjectTagging' },
  { header: 'x-amz-object-lock-mode', key: 's3:object-lock-mode', object: retention },
  {
    header: 'x-amz-object-lock-retain-until-date',
    key: 's3:object-lock-retain-until-date',
    object: retention,
  },
  { header: 'x-amz-object-lock-legal-hold', key: 's3:object-lock-legal-hold', object: hold },
  { header: 'x-amz-object-lock-event-hold', object: hold },
  { header: 'x-amz-object-lock-event-hold-duration-days', object: hold },
  { header: 'x-amz-object-lock-event-hold-duration-years', object: hold },
  {
    header: 'x-amz-bucket-object-lock-enabled',
    bucket: ['s3:PutBucketVersioning', 's3:PutBucketObjectLockConfiguration'],
  },
]
