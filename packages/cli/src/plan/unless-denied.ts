/** Answers something else where the caller may not ask. Any other failure stays one. */
export const unlessDenied =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (!/^AccessDenied/.test((error as Error).name)) throw error
    return instead
  }
