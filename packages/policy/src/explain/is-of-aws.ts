/** Whether a policy is one that AWS keeps, by its label: anybody may attach or detach it, and nobody can edit it. */
export function isOfAws(label: string | undefined): boolean {
  return label !== undefined && /^arn:[^:]*:(iam|organizations)::aws:policy\//.test(label)
}
