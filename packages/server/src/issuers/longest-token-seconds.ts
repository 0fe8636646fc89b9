/** Kubernetes' own bound of a token's life is set by the issuer; EKS allows a day. */
export const longestTokenSeconds = 86_400
