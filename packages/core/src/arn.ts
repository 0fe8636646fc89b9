/**
 * Amazon Resource Names.
 *
 *     arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE
 *
 * The resource is everything after the fifth colon and may itself hold colons.
 * Source: "Amazon Resource Names (ARNs)", AWS General Reference.
 */
export interface Arn {
  readonly partition: string
  readonly service: string
  readonly region: string
  readonly account: string
  readonly resource: string
}

/** Reads an ARN, or answers `undefined` for text that is none. Wildcards are not interpreted. */
export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith('arn:')) return undefined
  const [, partition, service, region, account, ...rest] = text.split(':')
  if (!partition || !service || region === undefined || account === undefined || rest.length === 0) {
    return undefined
  }
  return { partition, service, region, account, resource: rest.join(':') }
}

/** Writes an ARN. */
export function formatArn(arn: Arn): string {
  return `arn:${arn.partition}:${arn.service}:${arn.region}:${arn.account}:${arn.resource}`
}
