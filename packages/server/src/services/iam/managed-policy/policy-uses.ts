/** What a policy can be attached as, by the name that filters give it. */
export const policyUses = { PermissionsPolicy: 'permissions', PermissionsBoundary: 'boundary' } as const
