import { Fault } from '@rolecall/core'
import type { HttpRequest } from '../http-request.ts'
import { utf8 } from './utf8.ts'

/** One step of a key such as `Tags.member.1.Key`: the value that ends here, and the keys that go on. */
export interface FormNode {
  text: string | undefined
  children: Map<string, FormNode> | undefined
}

const deepest = 64
const malformed = { code: 'MalformedInput', status: 400, blame: 'client' } as const

const forms = new WeakMap<object, FormNode>()

/**
 * The parameters of a Query request, from its query string and, when it is a POST, from the form in its body.
 * A parameter given twice is refused, because two readers could each believe another one. A request is read
 * once however many services look at it.
 */
export function queryForm(request: HttpRequest): FormNode {
  const before = forms.get(request)
  if (before) return before
  const root: FormNode = { text: undefined, children: new Map() }
  addPairs(root, request.query)
  const type = request.headers.get('content-type')
  if (
    request.body.length > 0 &&
    (type === undefined || /^application\/x-www-form-urlencoded\b/i.test(type))
  ) {
    const text = utf8(request.body)
    if (text === undefined) throw new Fault(malformed, 'The request body is not valid UTF-8')
    addPairs(root, text)
  }
  forms.set(request, root)
  return root
}

function addPairs(root: FormNode, text: string): void {
  if (text === '') return
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const key = decode(equals < 0 ? pair : pair.slice(0, equals))
    const node = key.includes('.') ? descend(root, key) : child(root, key)
    if (node.text !== undefined) {
      throw new Fault(malformed, `Parameter ${key.slice(0, 100)} must be given once`)
    }
    node.text = equals < 0 ? '' : decode(pair.slice(equals + 1))
  }
}

function descend(root: FormNode, key: string): FormNode {
  const steps = key.split('.', deepest + 1)
  if (steps.length > deepest) throw new Fault(malformed, 'A parameter name has too many parts')
  let node = root
  for (const step of steps) node = child(node, step)
  return node
}

function child(node: FormNode, step: string): FormNode {
  node.children ??= new Map()
  let next = node.children.get(step)
  if (!next) {
    next = { text: undefined, children: undefined }
    node.children.set(step, next)
  }
  return next
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    throw new Fault(malformed, 'A parameter is not properly percent-encoded')
  }
}
