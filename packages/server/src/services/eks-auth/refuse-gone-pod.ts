import { hostedIssuers } from '../../records/hosted-issuer.ts'
import { kubernetesObjects } from '../../records/kubernetes-object.ts'
import type { Reader } from '../../store/store.ts'
import { eksAuthFaults } from './eks-auth-faults.ts'
import type { ProvenPod } from './prove-pod.ts'

/**
 * Refuses the token of a pod or ServiceAccount that was deleted, or is another of the same name by now. Only of an
 * embedded cluster is that known here; of others a token is worth what its times say, as Kubernetes' own keys are
 * all there is.
 *
 * @throws Fault InvalidTokenException
 */
export async function refuseGonePod(
  { cluster, namespace, pod, serviceAccount }: ProvenPod,
  reader: Reader,
): Promise<void> {
  if (!(await reader.get(hostedIssuers, [cluster.id]))) return
  const bound = [
    ['pods', 'pod', pod],
    ['serviceaccounts', 'ServiceAccount', serviceAccount],
  ] as const
  for (const [resource, called, { name, uid }] of bound) {
    const object = await reader.get(kubernetesObjects, [cluster.id, resource, namespace, name])
    if (object?.metadata.uid !== uid)
      throw eksAuthFaults.invalidToken(`the ${called} that it is bound to does not exist any more`)
  }
}
