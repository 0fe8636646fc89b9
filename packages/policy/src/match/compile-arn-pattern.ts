import { ArnPattern } from './arn-pattern.ts'
import { compileGlob } from './compile-glob.ts'
import { cutArn } from './cut-arn.ts'
import type { Token } from './cut-template.ts'

/**
 * Compiles a pattern of six parts. Answers `undefined` for fewer parts, unless `pad` says that the missing
 * ones stand for anything.
 */
export function compileArnPattern(tokens: readonly Token[], pad: boolean): ArnPattern | undefined {
  const parts = cutArn(tokens, pad)
  return parts.length < 6 ? undefined : new ArnPattern(parts.map((part) => compileGlob(part)))
}
