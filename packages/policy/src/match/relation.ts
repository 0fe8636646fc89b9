/** How the texts that something partly known may be stand to a pattern: it names all, some or none of them. */
export type Relation = 'all' | 'some' | 'none'
