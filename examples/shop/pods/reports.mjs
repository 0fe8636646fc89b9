// The pod of ServiceAccount reports: lists the reports and reads each. It may do no more.
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { settings, step, whoAmI } from './steps.mjs'

const Bucket = 'shop-reports'
// The example's S3 is on this machine, where a bucket cannot be a host name.
const s3 = new S3Client({ ...settings, forcePathStyle: true })
let keys = []

await whoAmI()
await step(
  'list the reports',
  's3:ListObjectsV2',
  s3,
  new ListObjectsV2Command({ Bucket }),
  ({ Contents = [] }) => {
    keys = Contents.map(({ Key }) => Key)
    return `${keys.length} objects`
  },
)
for (const Key of keys) {
  await step(`read ${Key}`, 's3:GetObject', s3, new GetObjectCommand({ Bucket, Key }), async ({ Body }) => {
    return `${(await Body.transformToByteArray()).length} bytes`
  })
}
