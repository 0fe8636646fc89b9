/** The pod behind a call. Found in `additionalEventData.kubernetes` of its records. */
export interface PodIdentity {
  readonly clusterArn?: string | undefined
  readonly issuer?: string | undefined
  readonly namespace: string
  readonly serviceAccount: string
  readonly serviceAccountUid?: string | undefined
  readonly pod?: string | undefined
  readonly podUid?: string | undefined
  readonly node?: string | undefined
  readonly image?: string | undefined
}

/**
 * A CloudTrail record, version 1.11.
 * Source: "CloudTrail record contents", AWS CloudTrail User Guide.
 */
export interface TrailRecord {
  readonly eventVersion: '1.11'
  readonly userIdentity: Readonly<Record<string, unknown>>
  /** ISO 8601, whole seconds, UTC. */
  readonly eventTime: string
  readonly eventSource: string
  readonly eventName: string
  readonly awsRegion: string
  readonly sourceIPAddress: string
  readonly userAgent?: string | undefined
  readonly errorCode?: string | undefined
  readonly errorMessage?: string | undefined
  readonly requestParameters: unknown
  readonly responseElements: unknown
  readonly additionalEventData?: Readonly<Record<string, unknown>> | undefined
  readonly requestID: string
  readonly eventID: string
  readonly readOnly: boolean
  readonly resources?:
    | readonly { readonly type: string; readonly ARN: string; readonly accountId: string }[]
    | undefined
  /** `AwsServiceEvent` for what is no call of AWS's API: calls of an embedded cluster's. */
  readonly eventType: 'AwsApiCall' | 'AwsServiceEvent'
  readonly managementEvent: boolean
  readonly recipientAccountId: string
  readonly eventCategory: 'Management' | 'Data'
  readonly tlsDetails?: Readonly<Record<string, string>> | undefined
}
