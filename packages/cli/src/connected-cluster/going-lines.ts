import type { PodIdentityAssociation } from '@aws-sdk/client-eks'
import type { AwsOptions } from '../aws/aws-options.ts'
import { configFormats } from '../cluster-config/config-formats.ts'
import { changedLately } from '../dissociate/association/changed-lately.ts'
import { sessionsOf } from '../dissociate/association/sessions-of.ts'
import { inSeconds } from '../dissociate/in-seconds.ts'
import { runAgain } from '../dissociate/run-again.ts'

/** More lines than these nobody runs by hand. */
const mostLines = 10

/**
 * What went with a cluster, until when what its pods hold lives, and what ends it.
 *
 * @param associations nothing: they could not be read
 * @param now in milliseconds since the epoch, when the cluster was gone
 */
export function goingLines(
  cluster: string,
  associations: readonly PodIdentityAssociation[] | undefined,
  now: number,
  options: AwsOptions,
): string[] {
  if (associations === undefined)
    return [
      'Its Pod Identity associations, if it had any, went with it; these credentials may not read which. What their pods hold lives for up to six hours.',
    ]
  if (associations.length === 0) return []
  const until = Math.max(
    // What is heard is cut to seconds.
    ...associations.map((one) =>
      Math.max(now + 1000 + sessionsOf(one).seconds * 1000, changedLately(one, now)?.until ?? 0),
    ),
  )
  const isOne = associations.length === 1
  const what = isOne ? 'Pod Identity association' : `${associations.length} Pod Identity associations`
  const more = associations.length - mostLines
  return [
    `Its ${what} went with it. Credentials that ${isOne ? 'its' : 'their'} pods hold live on until ${inSeconds(until)} at the latest. To end them now:`,
    ...associations.slice(0, mostLines).map((one) => `  ${lineOf(cluster, one, options)}`),
    ...(more > 0 ? [`  and ${more} more of them`] : []),
  ]
}

function lineOf(cluster: string, association: PodIdentityAssociation, options: AwsOptions): string {
  const { namespace = '', serviceAccount = '' } = association
  const { roleArn, hasTags } = sessionsOf(association)
  const isOne =
    configFormats.namespace[0].test(namespace) && configFormats.serviceAccount[0].test(serviceAccount)
  const flags = ['--revoke', '--role-arn', roleArn, ...(hasTags ? [] : ['--whole-role'])]
  const line = runAgain({ ...options, cluster, namespace, serviceAccount }, ...flags)
  // No ServiceAccount has such a name: it stands for many.
  return isOne ? line : `${line}   (once for each ServiceAccount of these names)`
}
