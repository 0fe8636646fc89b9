interface TagRule {
  /** What two keys have in common that are the same key. */
  readonly fold: (key: string) => string
  readonly duplicate: string
}

/**
 * Keys of roles and users differ by more than case; those of everything else differ by anything.
 * Source: "Tags for AWS Identity and Access Management resources", IAM User Guide.
 */
export const tagRules: Readonly<Record<'caseless' | 'exact', TagRule>> = {
  caseless: {
    fold: (key) => key.toLowerCase(),
    duplicate: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
  },
  exact: { fold: (key) => key, duplicate: 'Duplicate tag keys found.' },
}
