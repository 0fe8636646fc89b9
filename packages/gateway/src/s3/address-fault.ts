import { Fault } from '@rolecall/core'
import type { S3Address } from './s3-address.ts'

/** An address that cannot be, of a request that may mean an operation all the same: its refusal is recorded. */
export class AddressFault extends Fault {
  /** What was named, cut to what a record takes; a key is not decoded where the bucket could not be. */
  readonly address: S3Address
  /** Whether the bucket can be: else there is no ARN. */
  readonly isBucket: boolean

  constructor(address: S3Address, isBucket: boolean, fault: ConstructorParameters<typeof Fault>) {
    super(...fault)
    this.address = address
    this.isBucket = isBucket
  }
}
