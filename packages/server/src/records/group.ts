import { collection } from '../store/collection.ts'

export interface Group {
  readonly account: string
  readonly name: string
  readonly path: string
  /** `AGPA…` */
  readonly id: string
  readonly arn: string
  readonly createdAt: number
  readonly inline: Readonly<Record<string, string>>
  readonly attached: readonly string[]
}

/** Names differ by more than case. Who is in a group stands in the user's record. */
export const groups = collection<Group, [account: string, lowerCaseName: string]>('iam.group')
