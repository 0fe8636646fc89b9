import { accessAnalyzer } from './access-analyzer/access-analyzer.ts'
import { cloudtrail } from './cloudtrail/cloudtrail.ts'
import { eks } from './eks/eks.ts'
import { eksAuth } from './eks-auth/eks-auth.ts'
import { iam } from './iam/iam.ts'
import { organizations } from './organizations/organizations.ts'
import type { Service } from './service.ts'
import { sts } from './sts/sts.ts'

/** The services of this server. */
export const services: readonly Service[] = [
  accessAnalyzer,
  cloudtrail,
  eks,
  eksAuth,
  iam,
  organizations,
  sts,
]
