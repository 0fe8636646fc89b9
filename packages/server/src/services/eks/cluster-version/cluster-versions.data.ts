export interface ClusterVersionRow {
  readonly version: string
  /** Days of UTC. */
  readonly released: string
  readonly standardUntil: string
  readonly extendedUntil: string
  /** Of the platform that new clusters of this version have here. */
  readonly platformVersion: string
}

/** Newest first. Source: "Amazon EKS Kubernetes release calendar", Amazon EKS User Guide. */
// biome-ignore format: a row a version
export const clusterVersions: readonly ClusterVersionRow[] = [
  { version: '1.36', released: '2026-06-02', standardUntil: '2027-08-02', extendedUntil: '2028-08-02', platformVersion: 'eks.1' },
  { version: '1.35', released: '2026-01-27', standardUntil: '2027-03-27', extendedUntil: '2028-03-27', platformVersion: 'eks.1' },
  { version: '1.34', released: '2025-10-02', standardUntil: '2026-12-02', extendedUntil: '2027-12-02', platformVersion: 'eks.1' },
  { version: '1.33', released: '2025-05-29', standardUntil: '2026-07-29', extendedUntil: '2027-07-29', platformVersion: 'eks.1' },
  { version: '1.32', released: '2025-01-23', standardUntil: '2026-03-23', extendedUntil: '2027-03-23', platformVersion: 'eks.1' },
  { version: '1.31', released: '2024-09-26', standardUntil: '2025-11-26', extendedUntil: '2026-11-26', platformVersion: 'eks.1' },
  { version: '1.30', released: '2024-05-23', standardUntil: '2025-07-23', extendedUntil: '2026-07-23', platformVersion: 'eks.1' },
]
