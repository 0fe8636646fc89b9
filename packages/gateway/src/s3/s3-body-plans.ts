import type {
  CompleteMultipartUploadRequest,
  CreateBucketRequest,
  PutObjectTaggingRequest,
  Tag,
} from '@aws-sdk/client-s3'
import type { Plan } from '../call/guarded-call.ts'
import { deleteObjectsPlan } from './delete-objects-plan.ts'
import { malformedXml } from './malformed-xml.ts'
import { requestTagKeys } from './request-tag-keys.ts'
import { rewrittenBody } from './rewritten-body.ts'
import type { S3Plan } from './s3-plan.ts'
import { xmlText } from './xml-text.ts'

const nothing = new Uint8Array()

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
    const tags = tagsOf(configuration?.Tags)
    requestTagKeys(tags)
    const context: [string, string][] = place === undefined ? [] : [['s3:LocationConstraint', place]]
    const written = [
      element('LocationConstraint', place),
      group('Location', configuration?.Location),
      group('Bucket', configuration?.Bucket),
      tags.length === 0 ? '' : `<Tags>${writtenTags(tags)}</Tags>`,
    ].join('')
    const body = `<CreateBucketConfiguration xmlns="${plan.namespace}">${written}</CreateBucketConfiguration>`
    return {
      permissions: plan.permissions(context, tags.length > 0 ? ['s3:TagResource'] : []),
      outgoing:
        written === '' ? { ...plan.outgoing, body: nothing } : rewrittenBody(plan.outgoing, body, false),
    }
  },

  DeleteObjects: deleteObjectsPlan,

  PutObjectTagging(plan, { Tagging }: PutObjectTaggingRequest) {
    const tags = tagsOf(Tagging?.TagSet)
    const body = `<Tagging xmlns="${plan.namespace}"><TagSet>${writtenTags(tags)}</TagSet></Tagging>`
    return {
      permissions: plan.permissions(requestTagKeys(tags)),
      outgoing: rewrittenBody(plan.outgoing, body, false),
    }
  },
}

type Pair = readonly [key: string, value: string]

function tagsOf(tags: readonly Tag[] | undefined): readonly Pair[] {
  return (tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])
}

function writtenTags(tags: readonly Pair[]): string {
  return tags.map(([Key, Value]) => group('Tag', { Key, Value })).join('')
}

function group(name: string, members: object | undefined): string {
  if (!members) return ''
  const written = Object.entries(members).map(([member, value]) =>
    element(member, value as string | undefined),
  )
  return `<${name}>${written.join('')}</${name}>`
}

function element(name: string, text: string | undefined): string {
  return text === undefined ? '' : `<${name}>${xmlText(text)}</${name}>`
}
