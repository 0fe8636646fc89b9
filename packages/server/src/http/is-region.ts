const format = /^[a-z]{2,10}(-[a-z]{2,16}){1,3}-\d{1,2}$/

/** Whether a text looks like a region. Which of them there are is nobody's business here: all answer. */
export function isRegion(text: string): boolean {
  return format.test(text)
}
