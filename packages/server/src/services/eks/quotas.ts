/** How many there may be. Source: "View and manage Amazon EKS and Fargate service quotas", Amazon EKS User Guide. */
export const eksQuotas = {
  /** AWS began with 1000 and has raised it since. */
  podIdentityAssociationsPerCluster: 5000,
  tagsPerResource: 50,
}
