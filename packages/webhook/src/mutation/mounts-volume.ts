import { type Fields, readList } from './fields.ts'

/**
 * Whether a container mounts this volume, wherever. Authors mount the token's volume at places of their own and leave
 * it to the webhook to make it; without it a kube-apiserver refuses the pod.
 */
export function mountsVolume(container: Fields, volumeName: string): boolean {
  return (readList(container['volumeMounts']) ?? []).some(({ name }) => name === volumeName)
}
