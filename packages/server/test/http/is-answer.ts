import { expect } from 'vitest'

/** Whatever was asked, the server has not failed. */
export function isAnswer(status: number): void {
  expect([status, status >= 200 && status < 500]).toEqual([status, true])
}
