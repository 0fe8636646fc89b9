import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { StoreUnusable } from '../store/store-unusable.ts'

/*
 * One key a line, in base64 of 32 bytes. The first is in use; those behind it are read only, so that what
 * they sealed can still be opened after a rotation (write a new first line and restart).
 */
const keyBytes = 32
const keyIdBytes = 4

/** What a derived key is for. Two purposes never share a key. */
export type KeyPurpose = 'session token' | 'record' | 'authorization message'

export interface MasterKey {
  /** Four bytes that name the key inside what it seals. */
  readonly id: Buffer
  derive(purpose: KeyPurpose): KeyObject
}

/** The first is in use, the others can still open what they sealed. */
export type MasterKeys = readonly [MasterKey, ...MasterKey[]]

/** @throws StoreUnusable when the file is unreadable or holds anything but keys. */
export function readMasterKeys(file: string): MasterKeys {
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600 })
  chmodSync(file, 0o600)
  const keys = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const bytes = Buffer.from(line.trim(), 'base64')
      if (bytes.length !== keyBytes) {
        throw new StoreUnusable(`${file}, line ${index + 1}: a master key is 32 bytes in base64.`)
      }
      return masterKey(bytes)
    })
  const [current, ...former] = keys
  if (!current) throw new StoreUnusable(`${file} holds no master key.`)
  return [current, ...former]
}

function masterKey(bytes: Buffer): MasterKey {
  const expand = (info: string, length: number) =>
    Buffer.from(hkdfSync('sha256', bytes, '', `rolecall ${info}`, length))
  const derived = new Map<KeyPurpose, KeyObject>()
  return {
    id: expand('key id', keyIdBytes),
    derive(purpose) {
      const key = derived.get(purpose) ?? createSecretKey(expand(purpose, keyBytes))
      derived.set(purpose, key)
      return key
    },
  }
}
