/**
 * What each operation of S3 needs. Every operation of the model stands here: with what it needs, or with the
 * reason why it is denied to everyone. Source: "Required permissions for Amazon S3 API operations", Amazon S3
 * User Guide; "Actions, resources, and condition keys for Amazon S3", Service Authorization Reference.
 */
export interface S3Row {
  readonly on?: 'account' | 'bucket' | 'object'
  readonly needs?: readonly string[]
  /** What it needs in place of `needs` when `versionId` is given. */
  readonly needsOfVersion?: readonly string[]
  /** Reads the object in `x-amz-copy-source`. */
  readonly copies?: true
  /** Headers may ask for more: an ACL, tags, a lock. */
  readonly writesObject?: true
  readonly createsBucket?: true
  /** The name in CloudTrail, where it differs. */
  readonly event?: string
  /** POST, and yet changes nothing. */
  readonly reads?: true
  /** The checksums it announces are not of its body. */
  readonly ownChecksums?: true
  /** Allowed or not, it is not done: what it sets would have no effect here. */
  readonly unenforced?: string
  readonly unmapped?: string
}

const bucket = (...needs: string[]): S3Row => ({ on: 'bucket', needs })
const object = (...needs: string[]): S3Row => ({ on: 'object', needs })
const versions = (needs: string[], needsOfVersion: string[]): S3Row => ({
  on: 'object',
  needs,
  needsOfVersion,
})
const unmapped = (reason: string): S3Row => ({ unmapped: reason })

const express = 'directory buckets have an authorization of their own'
const tables = 'it also acts on S3 Tables, which this gateway does not map'
const annotations = 'object annotations are not mapped'

export const s3Actions: Readonly<Record<string, S3Row>> = {
  AbortMultipartUpload: object('s3:AbortMultipartUpload'),
  CompleteMultipartUpload: { ...object('s3:PutObject'), ownChecksums: true },
  CopyObject: { ...object('s3:PutObject'), copies: true, writesObject: true, ownChecksums: true },
  CreateBucket: { ...bucket('s3:CreateBucket'), createsBucket: true },
  CreateBucketMetadataConfiguration: unmapped(tables),
  CreateBucketMetadataTableConfiguration: unmapped(tables),
  CreateMultipartUpload: { ...object('s3:PutObject'), writesObject: true },
  CreateSession: unmapped(express),
  DeleteBucket: bucket('s3:DeleteBucket'),
  DeleteBucketAnalyticsConfiguration: bucket('s3:PutAnalyticsConfiguration'),
  DeleteBucketCors: bucket('s3:PutBucketCORS'),
  DeleteBucketEncryption: bucket('s3:PutEncryptionConfiguration'),
  DeleteBucketIntelligentTieringConfiguration: bucket('s3:PutIntelligentTieringConfiguration'),
  DeleteBucketInventoryConfiguration: bucket('s3:PutInventoryConfiguration'),
  DeleteBucketLifecycle: bucket('s3:PutLifecycleConfiguration'),
  DeleteBucketMetadataConfiguration: unmapped(tables),
  DeleteBucketMetadataTableConfiguration: unmapped(tables),
  DeleteBucketMetricsConfiguration: bucket('s3:PutMetricsConfiguration'),
  DeleteBucketOwnershipControls: bucket('s3:PutBucketOwnershipControls'),
  DeleteBucketPolicy: bucket('s3:DeleteBucketPolicy'),
  DeleteBucketReplication: bucket('s3:PutReplicationConfiguration'),
  DeleteBucketTagging: bucket('s3:PutBucketTagging'),
  DeleteBucketWebsite: bucket('s3:DeleteBucketWebsite'),
  DeleteObject: versions(['s3:DeleteObject'], ['s3:DeleteObjectVersion']),
  DeleteObjectAnnotation: unmapped(annotations),
  DeleteObjectTagging: versions(['s3:DeleteObjectTagging'], ['s3:DeleteObjectVersionTagging']),
  /** For each key for itself. */
  DeleteObjects: { on: 'bucket', needs: [] },
  DeletePublicAccessBlock: bucket('s3:PutBucketPublicAccessBlock'),
  GetBucketAbac: unmapped('attribute-based access control of buckets is not mapped'),
  GetBucketAccelerateConfiguration: bucket('s3:GetAccelerateConfiguration'),
  GetBucketAcl: bucket('s3:GetBucketAcl'),
  GetBucketAnalyticsConfiguration: bucket('s3:GetAnalyticsConfiguration'),
  GetBucketCors: bucket('s3:GetBucketCORS'),
  GetBucketEncryption: bucket('s3:GetEncryptionConfiguration'),
  GetBucketIntelligentTieringConfiguration: bucket('s3:GetIntelligentTieringConfiguration'),
  GetBucketInventoryConfiguration: bucket('s3:GetInventoryConfiguration'),
  GetBucketLifecycleConfiguration: bucket('s3:GetLifecycleConfiguration'),
  GetBucketLocation: bucket('s3:GetBucketLocation'),
  GetBucketLogging: bucket('s3:GetBucketLogging'),
  GetBucketMetadataConfiguration: bucket('s3:GetBucketMetadataTableConfiguration'),
  GetBucketMetadataTableConfiguration: bucket('s3:GetBucketMetadataTableConfiguration'),
  GetBucketMetricsConfiguration: bucket('s3:GetMetricsConfiguration'),
  GetBucketNotificationConfiguration: bucket('s3:GetBucketNotification'),
  GetBucketOwnershipControls: bucket('s3:GetBucketOwnershipControls'),
  GetBucketPolicy: bucket('s3:GetBucketPolicy'),
  GetBucketPolicyStatus: bucket('s3:GetBucketPolicyStatus'),
  GetBucketReplication: bucket('s3:GetReplicationConfiguration'),
  GetBucketRequestPayment: bucket('s3:GetBucketRequestPayment'),
  GetBucketTagging: bucket('s3:GetBucketTagging'),
  GetBucketVersioning: bucket('s3:GetBucketVersioning'),
  GetBucketWebsite: bucket('s3:GetBucketWebsite'),
  GetObject: versions(['s3:GetObject'], ['s3:GetObjectVersion']),
  GetObjectAcl: versions(['s3:GetObjectAcl'], ['s3:GetObjectVersionAcl']),
  GetObjectAnnotation: unmapped(annotations),
  GetObjectAttributes: versions(
    ['s3:GetObject', 's3:GetObjectAttributes'],
    ['s3:GetObjectVersion', 's3:GetObjectVersionAttributes'],
  ),
  GetObjectLegalHold: object('s3:GetObjectLegalHold'),
  GetObjectLockConfiguration: bucket('s3:GetBucketObjectLockConfiguration'),
  GetObjectRetention: object('s3:GetObjectRetention'),
  GetObjectTagging: versions(['s3:GetObjectTagging'], ['s3:GetObjectVersionTagging']),
  GetObjectTorrent: object('s3:GetObjectTorrent'),
  GetPublicAccessBlock: bucket('s3:GetBucketPublicAccessBlock'),
  HeadBucket: bucket('s3:ListBucket'),
  HeadObject: versions(['s3:GetObject'], ['s3:GetObjectVersion']),
  ListBucketAnalyticsConfigurations: bucket('s3:GetAnalyticsConfiguration'),
  ListBucketIntelligentTieringConfigurations: bucket('s3:GetIntelligentTieringConfiguration'),
  ListBucketInventoryConfigurations: bucket('s3:GetInventoryConfiguration'),
  ListBucketMetricsConfigurations: bucket('s3:GetMetricsConfiguration'),
  ListBuckets: { on: 'account', needs: ['s3:ListAllMyBuckets'] },
  ListDirectoryBuckets: unmapped(express),
  ListMultipartUploads: bucket('s3:ListBucketMultipartUploads'),
  ListObjectAnnotations: unmapped(annotations),
  ListObjectVersions: bucket('s3:ListBucketVersions'),
  ListObjects: bucket('s3:ListBucket'),
  ListObjectsV2: { ...bucket('s3:ListBucket'), event: 'ListObjects' },
  ListParts: object('s3:ListMultipartUploadParts'),
  PutBucketAbac: unmapped('attribute-based access control of buckets is not mapped'),
  PutBucketAccelerateConfiguration: bucket('s3:PutAccelerateConfiguration'),
  PutBucketAcl: bucket('s3:PutBucketAcl'),
  PutBucketAnalyticsConfiguration: bucket('s3:PutAnalyticsConfiguration'),
  PutBucketCors: bucket('s3:PutBucketCORS'),
  PutBucketEncryption: bucket('s3:PutEncryptionConfiguration'),
  PutBucketIntelligentTieringConfiguration: bucket('s3:PutIntelligentTieringConfiguration'),
  PutBucketInventoryConfiguration: bucket('s3:PutInventoryConfiguration'),
  PutBucketLifecycleConfiguration: bucket('s3:PutLifecycleConfiguration'),
  PutBucketLogging: bucket('s3:PutBucketLogging'),
  PutBucketMetricsConfiguration: bucket('s3:PutMetricsConfiguration'),
  PutBucketNotificationConfiguration: bucket('s3:PutBucketNotification'),
  PutBucketOwnershipControls: bucket('s3:PutBucketOwnershipControls'),
  PutBucketPolicy: {
    ...bucket('s3:PutBucketPolicy'),
    unenforced: 'Bucket policies are not enforced by this gateway, so none is stored behind it.',
  },
  PutBucketReplication: unmapped('it passes a role on, which this gateway does not map'),
  PutBucketRequestPayment: bucket('s3:PutBucketRequestPayment'),
  PutBucketTagging: bucket('s3:PutBucketTagging'),
  PutBucketVersioning: bucket('s3:PutBucketVersioning'),
  PutBucketWebsite: bucket('s3:PutBucketWebsite'),
  PutObject: { ...object('s3:PutObject'), writesObject: true },
  PutObjectAcl: versions(['s3:PutObjectAcl'], ['s3:PutObjectVersionAcl']),
  PutObjectAnnotation: unmapped(annotations),
  PutObjectLegalHold: object('s3:PutObjectLegalHold'),
  PutObjectLockConfiguration: bucket('s3:PutBucketObjectLockConfiguration'),
  PutObjectRetention: object('s3:PutObjectRetention'),
  PutObjectTagging: versions(['s3:PutObjectTagging'], ['s3:PutObjectVersionTagging']),
  PutPublicAccessBlock: bucket('s3:PutBucketPublicAccessBlock'),
  RenameObject: unmapped(express),
  RestoreObject: unmapped('it may write to another bucket'),
  SelectObjectContent: { ...object('s3:GetObject'), reads: true },
  UpdateBucketMetadataAnnotationTableConfiguration: unmapped(tables),
  UpdateBucketMetadataInventoryTableConfiguration: unmapped(tables),
  UpdateBucketMetadataJournalTableConfiguration: unmapped(tables),
  UpdateObjectEncryption: unmapped('it names a key of another service'),
  UploadPart: object('s3:PutObject'),
  UploadPartCopy: { ...object('s3:PutObject'), copies: true, ownChecksums: true },
  WriteGetObjectResponse: unmapped('it belongs to S3 Object Lambda'),
}
