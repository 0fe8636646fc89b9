/** A time as IAM tells it: in whole seconds. */
export function iamDate(milliseconds: number): Date {
  return new Date(milliseconds - (milliseconds % 1000))
}
