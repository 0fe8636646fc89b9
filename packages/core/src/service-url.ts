import { httpUrl } from './http-url.ts'

/**
 * Reads the address of a service: an http or https URL without credentials, query and fragment, which are no part of
 * one. Answers `undefined` for text that is none. Reads any text.
 */
export function serviceUrl(text: string): URL | undefined {
  const url = httpUrl(text)
  return url && !url.username && !url.password && !url.search && !url.hash ? url : undefined
}
