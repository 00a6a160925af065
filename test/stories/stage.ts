import assert from 'node:assert/strict'
import { Visitor } from './visitor.ts'

/** Where a story is played: a running Stoa, known by its address only. */
export type Stage = {
  url: string
  /** Staff who are there when the story begins, made with `stoa` on the operator's machine. */
  admin: { email: string; password: string }
}

/** Told what happens; a test listens in silence, `npm run story` prints. */
export type Teller = {
  step(words: string): void
  table(title: string, rows: string[][]): void
}

export const silent: Teller = { step() {}, table() {} }

export const aloud: Teller = {
  step: (words) => console.log(`\n  ${words}`),
  table(title, rows) {
    const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
    const number = rows[0]!.map((_, column) => /^-?[\d.,]+/.test(rows[1]?.[column] ?? ''))
    console.log(`\n    ${title}`)
    for (const [index, row] of rows.entries()) {
      const cells = row.map((cell, column) =>
        number[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      console.log(`    ${cells.join('  ').trimEnd()}`)
      if (index === 0) console.log(`    ${widths.map((width) => '─'.repeat(width)).join('  ')}`)
    }
  },
}

/** The operator's desk: signs in, reads the books, moves the sandbox's clock. */
export class Desk {
  readonly visitor: Visitor
  readonly #teller: Teller

  private constructor(visitor: Visitor, teller: Teller) {
    this.visitor = visitor
    this.#teller = teller
  }

  static async open(stage: Stage, teller: Teller): Promise<Desk> {
    const visitor = new Visitor(stage.url, 'The operator')
    await visitor.signIn(stage.admin.email, stage.admin.password)
    return new Desk(visitor, teller)
  }

  async now(): Promise<Temporal.Instant> {
    const { now } = await this.visitor.get('/api/sandbox/clock')
    return Temporal.Instant.from(now)
  }

  /** Lives on until then; everything due on the way has happened when this returns. */
  async liveUntil(instant: Temporal.Instant): Promise<void> {
    await this.visitor.post('/api/sandbox/clock', { to: instant.toString() })
  }

  async live(duration: string): Promise<void> {
    await this.visitor.post('/api/sandbox/clock', { advance: duration })
  }

  /** Balances by purpose and asset, as decimals: `balances.get('bank USD')`. Credit balances are positive. */
  async balances(): Promise<Map<string, string>> {
    const { items } = await this.visitor.get('/api/ledger/trial-balance')
    return new Map(items.map((line: TrialLine) => [line.purpose, line.balance.amount]))
  }

  /** The trial balance must be this, and nothing else may hold anything. */
  async booksAre(title: string, expected: Record<string, string>): Promise<void> {
    const found = Object.fromEntries([...(await this.balances())].filter(([, amount]) => !/^-?0(\.0+)?$/.test(amount)))
    this.#teller.table(title, [
      ['Account', 'Balance', 'Expected'],
      ...[...new Set([...Object.keys(found), ...Object.keys(expected)])].map((name) => [
        name,
        found[name] ?? '0.00',
        expected[name] ?? '0.00',
      ]),
    ])
    assert.deepEqual(found, expected, title)
  }

  async verifyClean(): Promise<void> {
    const verdict = await this.visitor.get('/api/ledger/verify')
    assert.deepEqual(verdict.findings, [])
    assert.equal(verdict.ok, true)
    this.#teller.step('The ledger verifies clean.')
  }
}

type TrialLine = { purpose: string; balance: { amount: string; asset: string } }
