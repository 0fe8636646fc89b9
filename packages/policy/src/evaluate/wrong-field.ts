/** For a field of a request whose value is of a wrong type; callers without a compiler need it. */
export function wrongField(field: string, wanted: string): TypeError {
  return new TypeError(`request.${field} must be ${wanted}`)
}
