import { cloudtrail } from './cloudtrail/service.ts'
import { eks } from './eks/service.ts'
import { iam } from './iam/service.ts'
import type { Service } from './service.ts'
import { sts } from './sts/service.ts'

/** The services of this server. */
export const services: readonly Service[] = [cloudtrail, eks, iam, sts]
