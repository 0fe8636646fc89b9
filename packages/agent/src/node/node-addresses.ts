import { podIdentityAgent } from '@rolecall/core'

/** The addresses at which SDKs look for the agent, and no others are allowed to them without TLS. */
export const nodeAddresses = podIdentityAgent.addresses
