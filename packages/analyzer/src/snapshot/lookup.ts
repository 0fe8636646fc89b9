/** What is known of a thing: itself, that it does not exist, or why nobody may say. */
export type Lookup<Item> =
  | { readonly state: 'found'; readonly item: Item }
  | { readonly state: 'missing' }
  | { readonly state: 'unread'; readonly because: string }
