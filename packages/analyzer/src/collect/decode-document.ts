/** IAM sends policy documents in URL encoding. Text that is not so encoded is handed on as it is, to be refused where it is read. */
export function decodeDocument(encoded: string | undefined): string {
  try {
    return decodeURIComponent(encoded ?? '')
  } catch {
    return encoded ?? ''
  }
}
