import type { StoryRow } from './story-row.ts'

/** Prints the rows, and answers whether each came out as it was to. */
export function printTable(rows: readonly StoryRow[]): boolean {
  const cells = rows.map(({ who, what, expected, outcome, because }) => [
    who,
    what,
    outcome === expected ? outcome : `${outcome} (EXPECTED ${expected})`,
    because,
  ])
  const all = [['who', 'what', 'outcome', 'because'], ...cells]
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  for (const row of all)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
  return rows.every(({ expected, outcome }) => outcome === expected)
}
