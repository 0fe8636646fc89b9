import {
  InvalidLookupAttributesException$,
  InvalidNextTokenException$,
  InvalidTimeRangeException$,
} from '@aws-sdk/client-cloudtrail'
import { faultOf } from '@rolecall/aws-protocol'

/** CloudTrail's refusals. */
export const cloudtrailFaults = {
  invalidAttributes: (text: string) => faultOf(InvalidLookupAttributesException$, text),
  invalidNextToken: (text: string) => faultOf(InvalidNextTokenException$, text),
  invalidTimeRange: (text: string) => faultOf(InvalidTimeRangeException$, text),
}
