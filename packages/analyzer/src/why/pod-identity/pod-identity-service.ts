import { injectedNames } from '@rolecall/core'

/** The principal by which trust policies name EKS Pod Identity, and the audience of its tokens. */
export const podIdentityService = injectedNames['pod-identity'].audience
