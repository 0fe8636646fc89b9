/** Several values after an option, or several in one with commas between them, as the stock agent takes them. */
export function readList(
  values: readonly string[] | undefined,
  absent: readonly string[],
): readonly string[] {
  return values?.flatMap((value) => value.split(',')).filter((value) => value !== '') ?? absent
}
