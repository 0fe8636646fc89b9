import { expect, it } from 'vitest'
import { readManifests } from '../../src/files/read-manifests.ts'

it('reads documents and lists, and knows where each begins', () => {
  const text = `# first
apiVersion: v1
kind: ServiceAccount
metadata: { name: a, namespace: shop }
---
---
{"kind": "List", "items": [{"kind": "ServiceAccount", "metadata": {"name": "b"}}]}
`
  const { manifests, findings } = readManifests('f.yaml', text)
  expect(findings).toEqual([])
  expect(manifests.map(({ namespace, name, place }) => [namespace, name, place])).toEqual([
    ['shop', 'a', 'f.yaml:2'],
    ['default', 'b', 'f.yaml:7'],
  ])
})

it.each([
  ['kind: [\n', /^f:2: /],
  ['---\nkind: A\n---\na: b\n', /^f:2: A without a name|^f:4: /],
  ['kind: A\nmetadata: { name: 1 }', /^f:1: A without a name in metadata$/],
  ['- 1', /^f:1: an object of Kubernetes has a kind$/],
  ['kind: List\nitems: 1', /^f:1: a List has items$/],
  ['a: &a [*a]\n', /^f:1: /],
  ['['.repeat(100_000), /^f:1: /],
])('says what is wrong with %j', (text, words) => {
  expect(readManifests('f', text).findings[0]).toMatch(words)
})
