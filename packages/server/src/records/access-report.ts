import { collection } from '../store/collection.ts'
import type { LastUse } from '../trail/last-use.ts'

/** What was found when somebody asked which services a user, role, group or policy may use and did. */
export interface AccessReport {
  readonly account: string
  /** A UUID. */
  readonly id: string
  /** The unique id of who asked: nobody else may read it. */
  readonly ownerId: string
  readonly createdAt: number
  readonly granularity: 'SERVICE_LEVEL' | 'ACTION_LEVEL'
  /** Namespaces of the services that are granted, sorted. */
  readonly services: readonly string[]
  /** Who could use them by what was asked about. */
  readonly entities: readonly ReportedEntity[]
  /** Their uses of these services. */
  readonly uses: readonly LastUse[]
  /** The tracked actions that are granted, by service; only at the level of actions. */
  readonly actions: Readonly<Record<string, readonly string[]>>
}

export interface ReportedEntity {
  readonly type: 'ROLE' | 'USER'
  readonly id: string
  readonly name: string
  readonly path: string
  readonly arn: string
}

export const accessReports = collection<AccessReport, [account: string, id: string]>('iam.access-report')
