import { Refusal } from '../refusal.ts'
import { profilesOf } from './profiles-of.ts'

/** @throws Refusal when the text of a credentials file has the profile */
export function refuseTakenProfile(file: string, text: string, profile: string): void {
  if (!profilesOf(text).has(profile)) return
  throw new Refusal(`${file} has a profile ${profile} already; another name is given with --save-as`)
}
