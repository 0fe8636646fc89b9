import type { Tags } from '../../records/tags.ts'
import { eksFaults } from './faults.ts'
import { eksQuotas } from './quotas.ts'

const key = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u
const value = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u

/** Refuses tags that nothing may have. @throws Fault InvalidParameterException */
export function refuseTags(tags: Tags): void {
  const entries = Object.entries(tags)
  if (entries.length > eksQuotas.tagsPerResource)
    throw eksFaults.invalidParameter(`A resource has at most ${eksQuotas.tagsPerResource} tags.`)
  for (const [name, content] of entries) {
    if (/^aws:/i.test(name))
      throw eksFaults.invalidParameter('aws: prefixed tag key names are not allowed for external use.')
    if (!key.test(name) || !value.test(content))
      throw eksFaults.invalidParameter('A tag has a key or a value that no tag may have.')
  }
}
