import { serviceOfOperations } from '../service-of-operations.ts'
import { checkAccessNotGranted } from './check-access-not-granted.ts'
import { checkNoNewAccess } from './check-no-new-access.ts'
import { analyzerFaults } from './faults.ts'
import { accessAnalyzerLeftOut } from './left-out.data.ts'
import { validatePolicy } from './validate-policy.ts'

/** IAM Access Analyzer. Source: IAM Access Analyzer API Reference, 2019-11-01. */
export const accessAnalyzer = serviceOfOperations(
  {
    name: 'access-analyzer',
    protocol: 'rest-json',
    version: '2019-11-01',
    invalid: analyzerFaults.invalidFields,
  },
  [checkAccessNotGranted, checkNoNewAccess, validatePolicy],
  accessAnalyzerLeftOut,
)
