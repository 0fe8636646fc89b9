/** How long a credential report is good for, in milliseconds. Source: "Generate credential reports", IAM User Guide. */
export const credentialReportAge = 4 * 60 * 60 * 1000
