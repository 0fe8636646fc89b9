import { expect, it } from 'vitest'
import { nearArn } from '../../src/plan/near-arn.ts'

const aws = 'arn:aws:iam::aws:policy'
const arns = ['AmazonS3FullAccess', 'AmazonS3ReadOnlyAccess', 'service-role/AWSLambdaBasicExecutionRole'].map(
  (name) => `${aws}/${name}`,
)

it.each([
  [`${aws}/AmazonS3ReadOnlyAcess`, `${aws}/AmazonS3ReadOnlyAccess`],
  [`${aws}/amazons3readonlyaccess`, `${aws}/AmazonS3ReadOnlyAccess`],
  [`${aws}/AmazonS3ReadOnly`, `${aws}/AmazonS3ReadOnlyAccess`],
  [`${aws}/AWSLambdaBasicExecutionRole`, `${aws}/service-role/AWSLambdaBasicExecutionRole`],
  ['arn:aws:iam::111122223333:policy/AmazonS3FullAccess', `${aws}/AmazonS3FullAccess`],
  [`${aws}/AmazonS3`, undefined],
  [`${aws}/Nothing`, undefined],
  [`${aws}/`, undefined],
])('%s: %s', (wanted, near) => {
  expect(nearArn(wanted, arns)).toBe(near)
})
