import { eksFaults } from '../faults.ts'
import { clusterVersions } from './cluster-versions.data.ts'

/** The newest Kubernetes version whose API the embedded cluster speaks. */
const usual = '1.34'

/** What is known of the Kubernetes versions that clusters can have. */
export const clusterVersion = {
  usual,

  /** @throws Fault InvalidParameterException for a version that is none of EKS's. */
  named(version: string) {
    const row = clusterVersions.find((one) => one.version === version)
    if (!row) throw eksFaults.invalidParameter(`unsupported Kubernetes version ${version}`)
    return row
  },

  platformOf: (version: string): string =>
    clusterVersions.find((one) => one.version === version)?.platformVersion ?? 'eks.1',

  /** Whether a version is the next after another, the only one that a cluster is brought to. */
  follows: (version: string, other: string): boolean => minor(version) === minor(other) + 1,
}

const minor = (version: string): number => Number(version.split('.')[1])
