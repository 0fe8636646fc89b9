/** How long ago a use may be and still be told, in milliseconds. Source: "Last accessed information", IAM User Guide. */
export const trackingPeriod = 400 * 24 * 60 * 60 * 1000
