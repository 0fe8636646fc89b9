import { eksFaults } from '../faults.ts'
import { type AddonRow, addons } from './addons.data.ts'

const minor = (version: string): number => Number(version.split('.')[1])

/** What is known of the add-ons that AWS publishes. */
export const knownAddon = {
  /** @throws Fault InvalidParameterException for an add-on that there is none of for this Kubernetes version. */
  named(name: string, kubernetesVersion: string): AddonRow {
    const row = addons.find((one) => one.name === name)
    if (row && knownAddon.versions(row, kubernetesVersion).length > 0) return row
    throw eksFaults.invalidParameter(
      `Addon ${name} specified is not supported in ${kubernetesVersion} kubernetes version`,
      { addonName: name },
    )
  },

  /** Those for a Kubernetes version, newest first: the first is the one that is had without asking for one. */
  versions: (row: AddonRow, kubernetesVersion: string): readonly string[] =>
    row.versions
      .filter(
        ([, from, to]) => minor(from) <= minor(kubernetesVersion) && minor(kubernetesVersion) <= minor(to),
      )
      .map(([version]) => version),

  /** @throws Fault InvalidParameterException for a version that is not there for this Kubernetes version. */
  version(row: AddonRow, wanted: string | undefined, kubernetesVersion: string): string {
    const [usual = '', ...others] = knownAddon.versions(row, kubernetesVersion)
    if (wanted === undefined) return usual
    if (wanted === usual || others.includes(wanted)) return wanted
    throw eksFaults.invalidParameter('Addon version specified is not supported', { addonName: row.name })
  },
}
