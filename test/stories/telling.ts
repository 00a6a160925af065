/** Told what happens in a story: a test listens in silence, `npm run story` prints. */
export type Teller = {
  step(words: string): void
  table(title: string, rows: string[][]): void
}

export const silent: Teller = { step() {}, table() {} }

export const aloud: Teller = {
  step: (words) => console.log(`\n  ${words}`),
  table(title, rows) {
    const [head, ...body] = rows as [string[], ...string[][]]
    const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
    const figures = head.map((_, column) => body.every((row) => /^-?[\d.]+$/.test(row[column]!)))
    const line = (row: string[]) =>
      row
        .map((cell, column) =>
          figures[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
        )
        .join('  ')
        .trimEnd()
    console.log(`\n      ${title}`)
    console.log(`      ${line(head)}`)
    console.log(`      ${widths.map((width) => '─'.repeat(width)).join('  ')}`)
    for (const row of body) console.log(`      ${line(row)}`)
  },
}
