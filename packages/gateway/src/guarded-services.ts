import type { GuardedService } from './call/guarded-call.ts'

interface Row {
  /** What stands before the operation in `X-Amz-Target`. */
  readonly targetPrefix?: string
  /** Models are large and read when they are first needed: a server must not wait for them at its start. */
  readonly load: () => Promise<GuardedService>
}

/** The services that are mapped, by the name that calls are signed for. */
export const guardedServices: Readonly<Record<string, Row>> = {
  s3: { load: async () => (await import('./s3/s3-service.ts')).s3Service },
  dynamodb: {
    targetPrefix: 'DynamoDB_20120810',
    load: async () => (await import('./dynamodb/dynamodb-service.ts')).dynamodbService,
  },
}
