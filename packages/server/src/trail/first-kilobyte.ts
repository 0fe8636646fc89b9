const longest = 1024

/**
 * A text that a caller chose, as long as a record holds it. Who is refused is recorded too, and must not fill
 * the trail. Source: "CloudTrail record contents" (`userAgent`, `errorMessage`), AWS CloudTrail User Guide.
 */
export function firstKilobyte(text: string): string {
  return text.length <= longest ? text : text.slice(0, longest).toWellFormed()
}
