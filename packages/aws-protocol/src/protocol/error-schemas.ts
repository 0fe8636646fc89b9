import type { FaultShape } from '@rolecall/core'
import type { StaticErrorSchema } from '@smithy/types'

/**
 * Which schema `faultOf` made a fault's shape of, so that each protocol can write its members and its name.
 * Our own faults have none: they are a code and a message.
 */
export const errorSchemas = new WeakMap<FaultShape, StaticErrorSchema>()
