import { readFileSync } from 'node:fs'

/** The keys in a credentials file with one profile. */
export function readProfile(file: string): { accessKeyId: string; secretAccessKey: string } {
  const text = readFileSync(file, 'utf8')
  const value = (name: string) => new RegExp(`^${name} = (.+)$`, 'm').exec(text)?.[1] ?? ''
  return { accessKeyId: value('aws_access_key_id'), secretAccessKey: value('aws_secret_access_key') }
}
