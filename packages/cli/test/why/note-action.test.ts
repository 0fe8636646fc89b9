import { expect, it } from 'vitest'
import { terminal } from '../../src/terminal.ts'
import { noteAction } from '../../src/why/note-action.ts'

it.each([
  ['s3:GetObject', ''],
  ['S3:getobject', ''],
  ['rolecall:PutClusterIssuer', ''],
  ['s3:GetObjct', 'Amazon S3 is not known to have an action s3:GetObjct; s3:GetObject differs by one letter'],
  ['s3:MakeCoffee', 'Amazon S3 is not known to have an action s3:MakeCoffee'],
  ['dynamdb:Scan', /^no service of AWS is known by dynamdb; dynamodb:Scan differs by/],
  ['__proto__:Scan', 'no service of AWS is known by __proto__'],
])('%s', (action, expected) => {
  const said: string[] = []
  const err = { write: (text: string) => said.push(text) }
  noteAction(action, terminal({ write() {} }, err, {}, 'text'))
  const note = said
    .join('')
    .replace(/^rolecall: /, '')
    .trimEnd()
  if (expected instanceof RegExp) expect(note).toMatch(expected)
  else expect(note).toBe(expected)
})
