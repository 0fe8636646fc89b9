import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type KubernetesApi, kubernetesApi } from '@rolecall/kubernetes'
import { freePorts } from '../../compat/free-ports.ts'
import { answersOk } from './answers-ok.ts'
import { apiserverLine, type TokenSettings } from './apiserver-line.ts'
import { type AuditEvent, auditPolicy, readAuditEvents } from './audit-events.ts'
import { type CertificateAuthority, certificateAuthority } from './certificate-authority.ts'
import { etcdLine } from './etcd-line.ts'
import type { Binaries } from './find-binaries.ts'
import { kubeconfigOf } from './kubeconfig-of.ts'
import { type Ran, runProgram } from './run-program.ts'
import { type ServiceAccountKey, serviceAccountKey } from './service-account-key.ts'
import { type Program, startProgram } from './start-program.ts'

export interface ControlPlane {
  /** Its address, and its issuer unless it was started anew with another. */
  readonly url: string
  /** Everything of it, removed in the end. */
  readonly folder: string
  readonly authority: CertificateAuthority
  readonly authorityFile: string
  /** Of an administrator, with a client certificate. */
  readonly kubeconfig: string
  /** As an administrator. */
  readonly api: KubernetesApi
  kubectl(line: readonly string[], input?: string | object): Promise<Ran>
  /** With its ServiceAccount `default`, which a controller manager would make. */
  makeNamespace(name: string): Promise<void>
  makeKey(name: string): ServiceAccountKey
  /** Stops the kube-apiserver, which drops what is under way, and starts it anew. */
  restart(tokens: TokenSettings): Promise<void>
  /** What it recorded of pods that were created. */
  auditEvents(): AuditEvent[]
  /** `keepLogs` leaves the folder and says where it is. */
  stop(options?: { readonly keepLogs?: boolean }): Promise<void>
}

/**
 * A Kubernetes control plane without controllers, scheduler and nodes: etcd and kube-apiserver on 127.0.0.1, with an
 * authority, keys and data of its own. Its issuer is its own address, and anyone who reaches it may read its keys.
 */
export async function startControlPlane(binaries: Binaries): Promise<ControlPlane> {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-e2e-'))
  const file = (name: string) => join(folder, name)
  const write = (name: string, text: string) => {
    writeFileSync(file(name), text, { mode: 0o600 })
    return file(name)
  }
  const [etcdPort = 0, peerPort = 0, port = 0] = await freePorts(3)
  const url = `https://127.0.0.1:${port}`
  const authority = certificateAuthority('rolecall e2e')
  const authorityFile = write('ca.crt', authority.certificate)
  const serving = authority.issue({
    commonName: 'kube-apiserver',
    hosts: ['127.0.0.1', 'localhost', 'kubernetes.default.svc'],
  })
  write('apiserver.crt', serving.certificate)
  write('apiserver.key', serving.key)
  write('tokens.csv', 'e2e-token,e2e,e2e,"system:masters"\n')
  write('audit-policy.yaml', auditPolicy)
  const kubeconfig = write(
    'admin.kubeconfig',
    kubeconfigOf(url, authority, authority.issue({ commonName: 'admin', organization: 'system:masters' })),
  )
  const running: Program[] = []
  let apiserver: Program

  async function startApiserver(tokens: TokenSettings): Promise<Program> {
    const program = await startProgram({
      program: binaries.apiserver,
      line: apiserverLine({ folder, port, etcd: `http://127.0.0.1:${etcdPort}`, url, tokens }),
      log: file('kube-apiserver.log'),
      isReady: () => answersOk(`${url}/readyz`, authority.certificate),
    })
    running.push(program)
    return program
  }

  async function stop({ keepLogs = false } = {}) {
    // The kube-apiserver first: it complains at length of an etcd that is gone.
    for (const program of running.splice(0).reverse()) await program.stop()
    if (keepLogs) console.log(`the logs of the control plane are in ${folder}`)
    else rmSync(folder, { recursive: true, force: true })
  }

  try {
    running.push(
      await startProgram({
        program: binaries.etcd,
        line: etcdLine(file('etcd'), etcdPort, peerPort),
        log: file('etcd.log'),
        isReady: () => answersOk(`http://127.0.0.1:${etcdPort}/readyz`),
      }),
    )
    apiserver = await startApiserver({ signing: serviceAccountKey(folder, 'service-account') })
  } catch (error) {
    await stop()
    throw error
  }

  const api = await kubernetesApi({ server: url, token: 'e2e-token', ca: authority.certificate })
  const home = file('home')
  mkdirSync(home)
  const kubectl: ControlPlane['kubectl'] = (line, input) =>
    runProgram(binaries.kubectl, [`--kubeconfig=${kubeconfig}`, ...line], {
      // What it caches of this cluster is no use to the next one at the same port.
      environment: { HOME: home, KUBECONFIG: undefined },
      input: typeof input === 'object' ? JSON.stringify(input) : input,
    })
  const makeNamespace = async (name: string) => {
    await api.namespaces.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
    await api.serviceAccounts(name).create({ metadata: { name: 'default' } })
  }
  try {
    // Namespaces of the kube-apiserver's own have none either.
    await api.serviceAccounts('default').create({ metadata: { name: 'default' } })
    await publishKeys(kubectl)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url,
    folder,
    authority,
    authorityFile,
    kubeconfig,
    api,
    kubectl,
    makeNamespace,
    makeKey: (name) => serviceAccountKey(folder, name),
    async restart(tokens) {
      await apiserver.stop()
      running.splice(running.indexOf(apiserver), 1)
      apiserver = await startApiserver(tokens)
    },
    auditEvents: () =>
      existsSync(file('audit.log')) ? readAuditEvents(readFileSync(file('audit.log'), 'utf8')) : [],
    stop,
  }
}

/** As a cluster does whose tokens are to be believed elsewhere. */
async function publishKeys(kubectl: ControlPlane['kubectl']): Promise<void> {
  const role = 'system:service-account-issuer-discovery'
  const line = `create clusterrolebinding ${role}-for-anyone --clusterrole=${role} --group=system:unauthenticated`
  const { code, errors } = await kubectl(line.split(' '))
  if (code !== 0) throw new Error(errors)
}
