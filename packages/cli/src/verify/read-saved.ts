import { readFile } from 'node:fs/promises'
import {
  type PodSubject,
  readAuthorizationDetails,
  readObjects,
  readProviders,
  readSavedAssociations,
  SavedFault,
  type Setup,
  savedSetup,
} from '@rolecall/analyzer'
import { readKeySet, readToken } from '@rolecall/tokens'
import { Refusal } from '../refusal.ts'
import { readObjectFiles } from './read-object-files.ts'
import type { VerifyOptions } from './verify-options.ts'

/** What the files that are named say; `undefined` when none is, and a server is to be asked. @throws Refusal */
export async function readSaved(options: VerifyOptions, subject: PodSubject): Promise<Setup | undefined> {
  const { assume, objects, authorizationDetails, oidcProviders, associations, issuer, token, jwks } = options
  const files = [objects, authorizationDetails, oidcProviders, associations, issuer, token, jwks]
  if (files.every((one) => one === undefined)) return undefined
  const providers = await of(oidcProviders, json)
  return savedSetup(
    {
      assume,
      objects: await of(objects, async (dir) => {
        const values = await readObjectFiles(dir)
        return told(dir, () => readObjects(values, subject.cluster, subject.namespace))
      }),
      iam: await of(authorizationDetails, async (file) => {
        const value = await json(file)
        return told(file, () => readAuthorizationDetails(value))
      }),
      providers:
        providers === undefined
          ? undefined
          : (start) => told(oidcProviders!, () => readProviders(providers, start)),
      associations: await of(associations, async (file) => {
        const value = await json(file)
        return told(file, () => readSavedAssociations(value))
      }),
      issuer,
      token: await of(token, async (file) => {
        const reading = readToken((await contents(file)).trim())
        if (!reading.ok) throw new Refusal(`${file}: ${reading.refusal.message}`)
        return { file, read: reading.token }
      }),
      keySet: await of(jwks, async (file) => {
        const reading = await readKeySet(await contents(file))
        if (!reading.ok) throw new Refusal(`${file}: ${reading.refusal.message}`)
        return reading.keySet
      }),
    },
    subject,
  )
}

async function of<T>(name: string | undefined, read: (name: string) => Promise<T>): Promise<T | undefined> {
  return name === undefined ? undefined : read(name)
}

function told<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof SavedFault) throw new Refusal(`${file}: ${error.message}`)
    throw error
  }
}

async function json(file: string): Promise<unknown> {
  const text = await contents(file)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Refusal(`${file}: ${(error as Error).message}`)
  }
}

async function contents(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Refusal(`${file} cannot be read (${code ?? String(error)})`)
  }
}
