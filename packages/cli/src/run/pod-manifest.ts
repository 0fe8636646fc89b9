import { basename } from 'node:path'
import { localProcessGate } from '@rolecall/core'
import type { Pod } from '@rolecall/kubernetes'

/**
 * The Pod object that a local process runs as. Tokens are bound to it and end with it, and the trail names it.
 * A scheduling gate keeps a real cluster from starting anything: the process is here.
 */
export function podManifest(
  namespace: string,
  name: string,
  serviceAccount: string,
  [program = '']: readonly string[],
): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { 'app.kubernetes.io/managed-by': 'rolecall' } },
    spec: {
      serviceAccountName: serviceAccount,
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      schedulingGates: [{ name: localProcessGate }],
      containers: [
        {
          name: 'process',
          image: 'rolecall.invalid/local-process',
          // No arguments: passwords stand in them, and whoever may read pods would read those.
          command: [basename(program)],
          securityContext,
        },
      ],
    },
  }
}

/** What namespaces ask for that admit only restricted pods. Source: "Pod Security Standards". */
const securityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
}
