/** The ConfigMap that the stock webhook knows, and the only one. */
export const configMapName = 'pod-identity-webhook'
