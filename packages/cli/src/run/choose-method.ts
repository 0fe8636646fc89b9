import type { CredentialMethod } from '@rolecall/core'

export type Method = CredentialMethod

export interface MethodQuestion {
  /** As `ns/name`, for the notes. */
  readonly name: string
  /** What the command line says. */
  readonly given: Method | undefined
  readonly isAnnotated: boolean
  /** Whether it has an association. Asked only where the answer counts. */
  isAssociated(): Promise<boolean>
}

export interface MethodChoice {
  readonly method: Method
  /** Whether anything gives the ServiceAccount a role in this way; else its pods are left alone. */
  readonly isWired: boolean
  readonly note?: string
}

/** How the pods of a ServiceAccount get their credentials: as the webhook has it, an association goes first. */
export async function chooseMethod(question: MethodQuestion): Promise<MethodChoice> {
  const { name, given, isAnnotated } = question
  if (given === 'irsa') return irsa(question)
  let isAssociated: boolean
  try {
    isAssociated = await question.isAssociated()
  } catch (error) {
    if (given !== undefined || !/^AccessDenied/.test((error as Error).name)) throw error
    const note = `whether ServiceAccount ${name} has an EKS Pod Identity association may not be asked (${(error as Error).message}), so irsa is taken`
    const { note: more, ...choice } = irsa(question)
    return { ...choice, note: more === undefined ? note : `${note}; ${more}` }
  }
  if (isAssociated) {
    const note = `ServiceAccount ${name} has an EKS Pod Identity association and the annotation eks.amazonaws.com/role-arn; pod-identity is taken, as in the cluster`
    return {
      method: 'pod-identity',
      isWired: true,
      ...(isAnnotated && given === undefined ? { note } : {}),
    }
  }
  if (given === undefined) return irsa(question, ' and no EKS Pod Identity association')
  const note = `ServiceAccount ${name} has no EKS Pod Identity association, so the process gets no AWS credentials`
  return { method: given, isWired: false, note }
}

function irsa({ name, isAnnotated }: MethodQuestion, more = ''): MethodChoice {
  const note = `ServiceAccount ${name} has no annotation eks.amazonaws.com/role-arn${more}, so the process gets no AWS credentials`
  return { method: 'irsa', isWired: isAnnotated, ...(isAnnotated ? {} : { note }) }
}
