/** How IAM, EKS and Kubernetes say that something does not exist. */
const missing = new Set(['NoSuchEntityException', 'NoSuchEntity', 'ResourceNotFoundException', 'NotFound'])

/** The answer, or nothing when what was asked for does not exist. Any other failure stays one. */
export async function unlessMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    const { name, reason } = error as { name?: string; reason?: string }
    if (missing.has(name ?? '') || missing.has(reason ?? '')) return undefined
    throw error
  }
}
