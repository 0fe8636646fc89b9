import {
  type ClusterVersionInformation,
  DescribeClusterVersions$,
  type DescribeClusterVersionsRequest,
  type DescribeClusterVersionsResponse,
  ClusterVersionStatus as Status,
  VersionStatus,
} from '@aws-sdk/client-eks'
import { oneOf } from '@rolecall/aws-protocol'
import { operation } from '../../operation.ts'
import { eksConstraints } from '../constraints.ts'
import { page } from '../page.ts'
import { clusterVersion } from './cluster-version.ts'
import { clusterVersions } from './cluster-versions.data.ts'

const clusterType = 'eks'

/** Tells what AWS published of each version. That support has ended there refuses nothing here. */
export const describeClusterVersions = operation<
  DescribeClusterVersionsRequest,
  DescribeClusterVersionsResponse
>(DescribeClusterVersions$, {
  constraints: {
    maxResults: eksConstraints.maxResults,
    status: oneOf(Object.values(Status)),
    versionStatus: oneOf(Object.values(VersionStatus)),
  },
  authorize: () => [{ action: 'eks:DescribeClusterVersions', resource: '*' }],
  trail: { readOnly: true },
  async handle(input, { now }) {
    const wanted = (one: ClusterVersionInformation) =>
      (input.includeAll || input.versionStatus || input.status || one.versionStatus !== 'UNSUPPORTED') &&
      (!input.defaultOnly || one.defaultVersion) &&
      (!input.clusterVersions?.length || input.clusterVersions.includes(one.clusterVersion ?? '')) &&
      (!input.status || one.status === input.status) &&
      (!input.versionStatus || one.versionStatus === input.versionStatus)
    const known = input.clusterType === undefined || input.clusterType === clusterType ? clusterVersions : []
    const { items, next } = page(
      known.map((row) => versionOutput(row, now)).filter(wanted),
      input,
      // Newest first, by numbers that grow the other way.
      ({ clusterVersion: version = '' }) => String(10_000 - Number(version.split('.')[1])),
    )
    return { clusterVersions: items, ...next }
  },
})

function versionOutput(
  { version, released, standardUntil, extendedUntil, platformVersion }: (typeof clusterVersions)[number],
  now: number,
): ClusterVersionInformation {
  const standard = new Date(standardUntil)
  const extended = new Date(extendedUntil)
  const versionStatus =
    now < standard.getTime()
      ? 'STANDARD_SUPPORT'
      : now < extended.getTime()
        ? 'EXTENDED_SUPPORT'
        : 'UNSUPPORTED'
  return {
    clusterVersion: version,
    clusterType,
    defaultPlatformVersion: platformVersion,
    defaultVersion: version === clusterVersion.usual,
    releaseDate: new Date(released),
    endOfStandardSupportDate: standard,
    endOfExtendedSupportDate: extended,
    status: versionStatus.toLowerCase().replace('_', '-') as Status,
    versionStatus,
  }
}
