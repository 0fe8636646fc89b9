/**
 * Source: "Quotas for AWS Organizations", User Guide. Those that AWS raises on request are as high as it does, so
 * that nothing here has to be asked for.
 */
export const organizationsQuotas = {
  accounts: 10_000,
  organizationalUnits: 2000,
  /** Levels of organizational units below the root. */
  depth: 5,
  /** Policies of one type. */
  policies: 10_000,
  /** Policies of one type on one root, unit or account. */
  attachments: 5,
  tagsPerResource: 50,
}
