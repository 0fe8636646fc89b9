/** Whether a text has the form of a name in IAM: of a role, a user or a policy. */
export function isName(text: string): boolean {
  return /^[\w+=,.@-]{1,128}$/.test(text)
}
