import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { review } from '../packages/webhook/test/review.ts'
import type { Benchmark } from './benchmark.ts'
import { compareLoads } from './compare-loads.ts'
import { scriptProcess } from './script-process.ts'
import { serverCertificate } from './server-certificate.ts'

const rounds = 5
const connections = 32
/** Containers of the pod, and how many such pods are made in a round. */
const pods = [
  { containers: 3, calls: 6000 },
  { containers: 50, calls: 1500 },
] as const

/** Reviews of pods over TLS with connections that stay, against a bare server that answers a fixed review. */
export const admission: Benchmark = {
  name: 'admission',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))
    try {
      const { cert, key } = serverCertificate(folder)
      const webhook = await scriptProcess('admission-server.ts', 'webhook', cert, key)
      const lines: string[] = []
      try {
        for (const { containers, calls } of pods) {
          const body = JSON.stringify(review(pod(containers)))
          const answer = await ask(webhook.url, body)
          if (!answer.includes('"patch":'))
            return [`a pod of ${containers} containers got no patch: ${answer}`]
          writeFileSync(join(folder, 'answer.json'), answer)
          const bare = await scriptProcess(
            'admission-server.ts',
            'bare',
            cert,
            key,
            join(folder, 'answer.json'),
          )
          const file = join(folder, 'calls.json')
          writeFileSync(file, JSON.stringify(Array.from({ length: calls }, () => ({ body, headers }))))
          const files = Array.from({ length: rounds }, () => file)
          const seen = await compareLoads(webhook.url, bare.url, files, connections).finally(bare.stop)
          const failed = seen.failed > 0 ? `, ${seen.failed} FAILED` : ''
          lines.push(
            `${String(containers).padStart(2)} containers (${(body.length / 1024).toFixed(0)} KiB, answer ${(answer.length / 1024).toFixed(0)} KiB) ` +
              `${seen.rate.toFixed(0).padStart(6)}/s, floor ${seen.floorRate.toFixed(0)}/s: ${(seen.ratio * 100).toFixed(0)} % ` +
              `(p50 ${seen.p50.toFixed(1)} ms, p99 ${seen.p99.toFixed(1)} ms, ${connections} connections)${failed}`,
          )
        }
      } finally {
        webhook.stop()
      }
      return lines
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

const headers = { 'content-type': 'application/json' }

/** Of the size that pods of a service have, as a kube-apiserver completes them. */
function pod(containers: number): object {
  const probe = {
    httpGet: { path: '/healthz', port: 8080, scheme: 'HTTP' },
    periodSeconds: 10,
    failureThreshold: 3,
  }
  const mounts = (at: number) => [
    { name: 'config', mountPath: `/etc/app-${at}` },
    {
      name: 'kube-api-access-x7k2p',
      readOnly: true,
      mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
    },
  ]
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: 'reports-5d8f9c7b6-',
      labels: { app: 'reports', 'pod-template-hash': '5d8f9c7b6' },
    },
    spec: {
      serviceAccountName: 'reports',
      volumes: [{ name: 'config', configMap: { name: 'reports', defaultMode: 420 } }],
      containers: Array.from({ length: containers }, (_, at) => ({
        name: `app-${at}`,
        image: `registry.example.com/team/reports-${at}:1.2.3`,
        env: Array.from({ length: 8 }, (_, one) => ({ name: `SETTING_${one}`, value: `value of ${one}` })),
        resources: { limits: { cpu: '1', memory: '512Mi' }, requests: { cpu: '100m', memory: '256Mi' } },
        volumeMounts: mounts(at),
        livenessProbe: probe,
        readinessProbe: probe,
        imagePullPolicy: 'IfNotPresent',
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      })),
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    },
  }
}

/** Once, to see that the answer is right. The certificate signs itself. */
function ask(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', headers, rejectUnauthorized: false })
    call.once('error', reject)
    call.once('response', (response) => resolve(text(response)))
    call.end(body)
  })
}
