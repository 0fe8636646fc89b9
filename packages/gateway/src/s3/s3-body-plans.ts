import type {
  CompleteMultipartUploadRequest,
  CreateBucketRequest,
  PutObjectTaggingRequest,
} from '@aws-sdk/client-s3'
import type { Plan } from '../call/guarded-call.ts'
import { deleteObjectsPlan } from './delete-objects-plan.ts'
import { malformedXml } from './malformed-xml.ts'
import { requestTagKeys } from './request-tag-keys.ts'
import { rewrittenBody } from './rewritten-body.ts'
import type { S3Plan } from './s3-plan.ts'
import { xmlText } from './xml-text.ts'

type BodyPlan = (plan: S3Plan, input: never) => Plan

/**
 * Operations whose body decides what is judged, or names places in the backend. Where the backend must not
 * read it otherwise than we did, it gets the body written anew.
 */
export const s3BodyPlans: Readonly<Record<string, BodyPlan>> = {
  CompleteMultipartUpload(plan, input: CompleteMultipartUploadRequest) {
    const parts = input.MultipartUpload?.Parts ?? []
    const sound = parts.every(
      ({ PartNumber: number = 0 }) => Number.isInteger(number) && number > 0 && number <= 10_000,
    )
    if (!sound || parts.length === 0 || parts.length > 10_000) throw malformedXml()
    const written = parts.map((part) => {
      const members = Object.entries(part).map(
        ([name, value]) => `<${name}>${xmlText(String(value))}</${name}>`,
      )
      return `<Part>${members.join('')}</Part>`
    })
    const body = `<CompleteMultipartUpload xmlns="${plan.namespace}">${written.join('')}</CompleteMultipartUpload>`
    return { permissions: plan.permissions(), outgoing: rewrittenBody(plan.outgoing, body, true) }
  },

  CreateBucket(plan, { CreateBucketConfiguration: configuration }: CreateBucketRequest) {
    const place = configuration?.LocationConstraint
    const tagged = (configuration?.Tags?.length ?? 0) > 0
    const context: [string, string][] = place === undefined ? [] : [['s3:LocationConstraint', place]]
    return {
      permissions: plan.permissions(context, tagged ? ['s3:TagResource'] : []),
      outgoing: plan.outgoing,
    }
  },

  DeleteObjects: deleteObjectsPlan,

  PutObjectTagging(plan, { Tagging }: PutObjectTaggingRequest) {
    const tags = (Tagging?.TagSet ?? []).map(({ Key = '', Value = '' }) => [Key, Value] as const)
    return { permissions: plan.permissions(requestTagKeys(tags)), outgoing: plan.outgoing }
  },
}
