import type { Outcome } from './story-row.ts'

export interface PodStep {
  /** As the pod calls it. */
  readonly step: string
  readonly expected: Outcome
  /** What `why` is asked about it; nobody can be denied to know who they are. */
  readonly question?: readonly [action: string, resource: string]
}

export interface StoryPod {
  readonly serviceAccount: string
  readonly steps: readonly PodStep[]
}

const table = 'arn:aws:dynamodb:us-east-1:111122223333:table/shop-orders'
const bucket = 'arn:aws:s3:::shop-reports'

/** What each pod does, and how it is to come out. */
export const podSteps: readonly StoryPod[] = [
  {
    serviceAccount: 'reports',
    steps: [
      { step: 'who am I', expected: 'allowed' },
      { step: 'list the reports', expected: 'allowed', question: ['s3:ListBucket', bucket] },
      { step: 'read 2026-10.csv', expected: 'allowed', question: ['s3:GetObject', `${bucket}/2026-10.csv`] },
      { step: 'read 2026-11.csv', expected: 'allowed', question: ['s3:GetObject', `${bucket}/2026-11.csv`] },
    ],
  },
  {
    serviceAccount: 'batch',
    steps: [
      { step: 'who am I', expected: 'allowed' },
      { step: 'book an order', expected: 'allowed', question: ['dynamodb:PutItem', table] },
      { step: 'delete the bucket of reports', expected: 'denied', question: ['s3:DeleteBucket', bucket] },
    ],
  },
  {
    serviceAccount: 'frontend',
    steps: [
      { step: 'who am I', expected: 'allowed' },
      { step: 'show an order', expected: 'allowed', question: ['dynamodb:GetItem', table] },
      { step: 'change an order', expected: 'denied', question: ['dynamodb:PutItem', table] },
    ],
  },
]
