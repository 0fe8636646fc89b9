import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Serving } from '../serving.ts'
import type { AwsCli } from './aws-clis.ts'

/** What earlier steps kept, by name, and `folder`: one for files of the flow. */
export type Kept = Readonly<Record<string, string>>

/** One line for the AWS CLI and what comes of it. */
export interface Step {
  /** The line after `aws`, its words apart by one space. `{name}` stands for what the flow gives or a step kept. */
  readonly aws: string
  /** Whose credentials: a name of `signsIn`. The administrator's when left out. */
  readonly as?: string
  /** What its answer has, at least. */
  readonly answers?: object | ((kept: Kept) => object)
  /** All that it prints, of output that is no JSON. */
  readonly prints?: string
  /** Texts for later steps, each by its place in the answer: `AccessKey.AccessKeyId`. */
  readonly keeps?: Readonly<Record<string, string>>
  /** Keeps the credentials of the answer under this name. */
  readonly signsIn?: string
  /** The line is said again, for a minute at most, until it answers so. */
  readonly isWaitedFor?: boolean
  /** The call is refused: `NoSuchEntity: The user with name ann cannot be found.`, or so much of the text as is fixed. */
  readonly refused?: string
  /** Texts for later steps, each by a pattern with one group, from the text of the refusal. */
  readonly keepsOfRefusal?: Readonly<Record<string, RegExp>>
}

/** What somebody does with the AWS CLI, from nothing to nothing. */
export interface Flow {
  readonly name: string
  /** Words of its lines: texts, documents, or what follows, when it is first said, from what was kept. */
  readonly given?: Readonly<Record<string, string | object | ((kept: Kept) => string)>>
  readonly steps: readonly Step[]
}

type Environment = Readonly<Record<string, string | undefined>>

/** Does what a flow says, with one AWS CLI, on a server. */
export async function follow({ given = {}, steps }: Flow, cli: AwsCli, server: Serving): Promise<void> {
  const kept: Record<string, string> = { folder: server.folder }
  const environments: Record<string, Environment> = {}
  const word = (name: string): string => {
    const value = given[name] ?? kept[name]
    if (value === undefined) throw new Error(`nothing is called {${name}}`)
    if (typeof value === 'function') {
      const said = kept[name] ?? value(kept)
      kept[name] = said
      return said
    }
    return typeof value === 'string' ? value : JSON.stringify(value)
  }
  for (const step of steps) {
    const words = step.aws.split(' ').map((one) => one.replaceAll(/\{(\w+)\}/g, (_, name) => word(name)))
    const environment = step.as === undefined ? {} : environments[step.as]
    if (environment === undefined) throw new Error(`nobody signed in as ${step.as}`)
    const run = () => server.run(cli.path, [...cli.line(server.url), ...words], environment)
    const expected = typeof step.answers === 'function' ? step.answers(kept) : step.answers
    const check = () => {
      const { code, output, errors } = run()
      if (step.refused !== undefined) {
        const [, name = '', text = ''] = /^(\w+): (.*)$/s.exec(step.refused) ?? []
        expect(errors, step.aws).toContain(`An error occurred (${name}) when calling the`)
        expect(errors, step.aws).toContain(text)
        expect(code, step.aws).not.toBe(0)
        for (const [name, pattern] of Object.entries(step.keepsOfRefusal ?? {}))
          kept[name] = pattern.exec(errors)?.[1] ?? ''
        return
      }
      expect({ code, errors }, step.aws).toEqual({ code: 0, errors: '' })
      if (step.prints !== undefined) {
        expect(output.trim(), step.aws).toBe(step.prints)
        return
      }
      const answer = output.trim() === '' ? undefined : JSON.parse(output)
      if (expected !== undefined) expect(answer, step.aws).toMatchObject(expected)
      for (const [name, place] of Object.entries(step.keeps ?? {})) kept[name] = textAt(answer, place)
      if (step.signsIn !== undefined) environments[step.signsIn] = signedIn(answer)
    }
    await (step.isWaitedFor ? eventually(check) : check())
  }
}

async function eventually(check: () => void): Promise<void> {
  const last = Date.now() + 60_000
  for (;;) {
    try {
      check()
      return
    } catch (error) {
      if (Date.now() > last) throw error
    }
    await sleep(500)
  }
}

function textAt(answer: unknown, place: string): string {
  const value = place
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], answer)
  if (typeof value !== 'string') throw new Error(`the answer has no text at ${place}`)
  return value
}

/** For the CLI, what an answer with an access key or with temporary credentials gives. */
function signedIn(answer: { AccessKey?: Key; Credentials?: Key }): Environment {
  const key = answer.AccessKey ?? answer.Credentials
  return {
    AWS_PROFILE: undefined,
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_ACCESS_KEY_ID: key?.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: key?.SecretAccessKey,
    AWS_SESSION_TOKEN: key?.SessionToken,
  }
}

interface Key {
  readonly AccessKeyId: string
  readonly SecretAccessKey: string
  readonly SessionToken?: string
}
