import type { Agent } from 'node:https'

/** What one request adds to prove who is calling and to know whom it calls. */
export interface KubernetesAuthority {
  readonly headers: Readonly<Record<string, string>>
  /** PEM of the authority the server's certificate is checked against; the system's when absent. */
  readonly ca?: string | Buffer
  /** Holds client certificates and proxies of a kubeconfig. */
  readonly agent?: Agent
}

/** Where a Kubernetes API is and how to authenticate there. Asked anew for each request: tokens end. */
export interface KubernetesConnection {
  /** Address, with a path when the API stands below one, and without a slash at its end. */
  readonly server: string
  /** PEM of the authority of its certificate, where one is given. */
  readonly ca?: string | undefined
  authorize(): Promise<KubernetesAuthority>
}
