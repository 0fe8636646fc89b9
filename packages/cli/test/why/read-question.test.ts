import { describe, expect, it } from 'vitest'
import { readQuestion } from '../../src/why/read-question.ts'
import type { WhyOptions } from '../../src/why/why-arguments.ts'

const pod = { cluster: 'shop', namespace: 'shop', serviceAccount: 'reports' }
const principal = 'arn:aws:iam::111122223333:role/reader'
const report = 'arn:aws:s3:::shop-reports/may.csv'
const asked = { action: 's3:GetObject', resource: report, at: 1000 }
const read = (options: WhyOptions, ...operands: string[]) => readQuestion(options, operands, () => 1000)

describe('reads', () => {
  it('a pod or a principal, an action and a resource', () => {
    expect(read(pod, 's3:GetObject', report)).toEqual({ ...pod, ...asked })
    expect(read({ principal }, 's3:GetObject', report)).toEqual({ principal, ...asked })
    expect(read(pod, 's3:ListAllMyBuckets', '*')).toMatchObject({ resource: '*' })
  })

  it.each([
    'arn:aws-cn:iam::111122223333:role/path/reader',
    'arn:aws:iam::111122223333:user/alice',
    'arn:aws:sts::111122223333:assumed-role/reader/session',
  ])('%s', (principal) => {
    expect(read({ principal }, 's3:GetObject', report)).toMatchObject({ principal })
  })

  it('pairs of context, and what the parser took for them', () => {
    const context = { 'aws:SourceIp': '203.0.113.7', 'aws:TagKeys': ['a', 'b=c'] }
    const pairs = ['aws:SourceIp=203.0.113.7', 'aws:TagKeys=a', 'aws:TagKeys=b=c']
    const wanted = { ...pod, ...asked, context }
    expect(read({ ...pod, context: pairs }, 's3:GetObject', report)).toEqual(wanted)
    expect(read({ ...pod, context: [...pairs, 's3:GetObject', report] })).toEqual(wanted)
    expect(read({ ...pod, context: [pairs[0]!, 's3:GetObject', report, ...pairs.slice(1)] })).toEqual(wanted)
    expect(read({ ...pod, context: ['127.0.0.1:80/id/x:sub=y', 's3:GetObject', report] })).toMatchObject({
      context: { '127.0.0.1:80/id/x:sub': 'y' },
    })
  })
})

describe('refuses', () => {
  it.each<[WhyOptions, string[], string]>([
    [pod, [], 'what? Give an action'],
    [pod, ['s3:GetObject'], 'which resource?'],
    [pod, ['GetObject', report], '"GetObject" is not'],
    [pod, ['s3:*', report], '"s3:*" is not'],
    [pod, ['s3:', report], '"s3:" is not'],
    [pod, ['s3:GetObject', 'shop-reports'], '"shop-reports" is neither'],
    [pod, ['s3:GetObject', report, report], 'is too much'],
    [{ ...pod, context: ['here'] }, ['s3:GetObject', report], 'is too much'],
    [{ ...pod, context: ['SourceIp=1'] }, ['s3:GetObject', report], '--context takes key=value'],
    [{ ...pod, context: ['=1'] }, ['s3:GetObject', report], '--context takes key=value'],
    [{ ...pod, principal }, ['s3:GetObject', report], '--principal stands in place of'],
    [{ principal: 'reader' }, ['s3:GetObject', report], '"reader" is none'],
    [{ principal: 'arn:aws:iam::111122223333:root' }, ['s3:GetObject', report], ':root" is none'],
    [{ principal: 'arn:aws:iam::111122223333:role/' }, ['s3:GetObject', report], ':role/" is none'],
    [{ cluster: 'shop' }, ['s3:GetObject', report], 'who?'],
    [{}, ['s3:GetObject', report], 'who?'],
  ])('%j %j', (options, operands, sentence) => {
    expect(() => read(options, ...operands)).toThrow(sentence)
  })
})
