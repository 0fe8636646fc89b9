/** The specification's input: plain JSON, lists always written as lists. */
export interface Document {
  readonly kind: string
  readonly Version?: string | undefined
  readonly Statement: readonly SpecStatement[]
}

export interface SpecStatement {
  readonly Effect: 'Allow' | 'Deny'
  readonly Principal?: '*' | Record<string, readonly string[]>
  readonly NotPrincipal?: Record<string, readonly string[]>
  readonly Action?: readonly string[]
  readonly NotAction?: readonly string[]
  readonly Resource?: readonly string[]
  readonly NotResource?: readonly string[]
  readonly Condition?: Record<string, Record<string, readonly string[]>>
}

export interface SpecPrincipal {
  readonly type: string
  readonly account?: string
  readonly arn?: string
  readonly id?: string
  readonly roleArn?: string
  readonly roleId?: string
  readonly userArn?: string
  readonly provider?: string
  readonly name?: string
}

export type SpecContext = Record<string, string | readonly string[]>

export interface SpecRequest {
  readonly principal: SpecPrincipal
  readonly action: string
  readonly resource: { readonly arn: string; readonly account?: string | undefined }
  readonly context: SpecContext
}

export interface SpecPolicies {
  readonly identity: readonly Document[]
  readonly boundary?: Document | undefined
  readonly session?: readonly Document[] | undefined
  readonly resource?: Document | undefined
  readonly scps?: readonly (readonly Document[])[] | undefined
  readonly rcps?: readonly (readonly Document[])[] | undefined
}
