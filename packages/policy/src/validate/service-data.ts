/** What is known of AWS services; handed in by who has it, because it changes every day. */
export interface ServiceData {
  /** Looks a service up by its prefix in lower case; `undefined` when there is no such service. */
  service(prefix: string): ServiceEntry | undefined
}

export interface ServiceEntry {
  /** Names of actions in lower case, without prefix. */
  readonly actions: ReadonlySet<string>
  /** Condition keys of the service in lower case; a key that ends with a slash takes any name after it. */
  readonly conditionKeys: ReadonlySet<string>
}
