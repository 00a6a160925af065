import { atomically, type Db, Problem, type Query, type Tx } from '#base'
import { ASSETS } from './assets.ts'
import {
  type Answer,
  type Deed,
  type Entry,
  type LotMove,
  type LotWork,
  type Plan,
  planOf,
  post,
  problemOf,
  type Receipt,
} from './posting.ts'
import { type AllFacts, entryOf, type PlainRule } from './rules.ts'

/** One of many: a plain rule, its facts, its deed. */
export type Posting = {
  [Name in PlainRule]: { rule: Name; facts: AllFacts[Name]; deed: Deed }
}[PlainRule]

/** What became of one of many. */
export type Outcome = { receipt: Receipt } | { refusal: Problem }

type Item = { entry: Entry; plan: Plan; hash: Buffer; deed: Deed }

/**
 * Posts a set in the caller's transaction: one statement for any number of journals that issue lots or
 * move no lots, one more for each of the others. Every posting has its own outcome, by the same rules and
 * in the same order as if they had been posted one by one. Sets of some hundreds to some thousands are best.
 */
export async function postSet(tx: Tx, postings: readonly Posting[]): Promise<Outcome[]> {
  const outcomes: (Outcome | undefined)[] = postings.map(() => undefined)
  let run: { item: Item; index: number }[] = []
  const seen = new Set<string>()
  const flush = async () => {
    if (run.length === 0) return
    const answers = await postRun(
      tx,
      run.map(({ item }) => item),
    )
    for (const [at, { index }] of run.entries()) outcomes[index] = answers[at]!
    run = []
  }
  const items = postings.map(({ rule, facts, deed }) => itemOf(rule, facts, deed))
  for (const [index, item] of items.entries()) {
    if ('refusal' in item) {
      outcomes[index] = item
      continue
    }
    if (seen.has(item.deed.key)) {
      // The same key twice in one set: let the first be settled, and the ledger answers the second.
      await flush()
      seen.clear()
    }
    seen.add(item.deed.key)
    if (item.entry.lots?.some((lot) => lot.do !== 'issue')) {
      await flush()
      outcomes[index] = await alone(tx, item)
    } else run.push({ item, index })
  }
  await flush()
  return outcomes as Outcome[]
}

function itemOf(
  rule: PlainRule,
  facts: AllFacts[PlainRule],
  deed: Deed,
): Item | { refusal: Problem } {
  try {
    const { entry, hash } = entryOf(rule, facts as never, deed.about)
    return { entry, plan: planOf(entry), hash, deed }
  } catch (error) {
    if (error instanceof Problem) return { refusal: error }
    throw error
  }
}

async function alone(tx: Tx, { entry, hash, deed }: Item): Promise<Outcome> {
  try {
    return { receipt: await post(tx, entry, deed, hash) }
  } catch (error) {
    if (error instanceof Problem) return { refusal: error }
    throw error
  }
}

type Row = {
  journal: bigint
  repeated: boolean
  refused: string | null
  facts: Record<string, unknown> | null
  lot_ids: (string | null)[] | null
}

async function postRun(tx: Query, items: readonly Item[]): Promise<Outcome[]> {
  const set = flatten(items)
  const rows =
    await tx<Row>`select journal, repeated, refused, facts, lot_ids::text[] from ledger.post_set(
    ${set.keys}, ${set.hashes}, ${set.kinds}, ${set.aboutTypes}, ${set.aboutIds}, ${set.bys}, ${set.ats},
    ${set.metadata}, ${set.remember}, ${set.accounts}, ${set.assets}, ${set.bounded},
    ${set.useEntries}, ${set.useAccounts}, ${set.useChanges}, ${set.legEntries}, ${set.legs}, ${set.legDebits},
    ${set.legCredits}, ${set.amounts}, ${set.debitRest}, ${set.creditRest}, ${set.lotEntries}, ${set.lotLegs},
    ${set.lotSources}, ${set.lotAssets}, ${set.lotBasis}, ${set.lotFees}, ${set.lotPriorities}, ${set.lotScopes},
    ${set.lotExpiries}) order by entry`
  const outcomes: Outcome[] = []
  for (const [index, row] of rows.entries()) {
    if (row.refused) {
      outcomes.push({ refusal: problemOf({ refused: row.refused, facts: row.facts ?? {} }) })
    } else if (row.repeated && items[index]!.entry.lots?.length) {
      // What the first posting did to lots stands in the ledger.
      outcomes.push(await alone(tx as Tx, items[index]!))
    } else outcomes.push({ receipt: receiptFor(items[index]!, row) })
  }
  return outcomes
}

function receiptFor({ entry }: Item, row: Row): Receipt {
  const lots = (entry.lots ?? []).map((lot, index): LotMove => {
    const issue = lot as LotWork & { do: 'issue' }
    return {
      id: BigInt(row.lot_ids![index]!),
      source: issue.source,
      kind: 'issue',
      leg: issue.leg,
      units: entry.movements[issue.leg - 1]!.amount,
      basis: issue.basis ?? 0n,
      fee: issue.fee ?? 0n,
      basisAsset: issue.basisAsset,
      expiresAt: issue.expiresAt,
    }
  })
  const sum = (of: 'basis' | 'fee') => lots.reduce((total, lot) => total + lot[of], 0n)
  return {
    journalId: row.journal,
    repeated: row.repeated,
    lots,
    basis: sum('basis'),
    fee: sum('fee'),
  }
}

/** The set as parallel arrays. */
function flatten(items: readonly Item[]) {
  const plans = items.map(({ plan }) => plan)
  const all = accountsOf(plans)
  const known = [...all.values()]
  const uses = { entries: [] as number[], accounts: [] as number[], changes: [] as bigint[] }
  const legs = {
    entries: [] as number[],
    legs: [] as number[],
    debits: [] as number[],
    credits: [] as number[],
    amounts: [] as bigint[],
    debitRest: [] as bigint[],
    creditRest: [] as bigint[],
  }
  const lots: { entry: number; work: LotWork & { do: 'issue' } }[] = []
  for (const [index, plan] of plans.entries()) {
    const before = uses.entries.length
    for (const [at, name] of plan.names.entries()) {
      uses.entries.push(index + 1)
      uses.accounts.push(all.get(name)!.place)
      uses.changes.push(plan.changes[at]!)
    }
    for (const [at, amount] of plan.amounts.entries()) {
      legs.entries.push(index + 1)
      legs.legs.push(at + 1)
      legs.debits.push(before + plan.debits[at]!)
      legs.credits.push(before + plan.credits[at]!)
      legs.amounts.push(amount)
      legs.debitRest.push(plan.debitRest[at]!)
      legs.creditRest.push(plan.creditRest[at]!)
    }
    for (const work of items[index]!.entry.lots ?? []) {
      lots.push({ entry: index + 1, work: work as LotWork & { do: 'issue' } })
    }
  }
  return {
    keys: texts(items.map(({ deed }) => deed.key)),
    hashes: texts(items.map(({ hash }) => `\\x${hash.toString('hex')}`)),
    kinds: texts(items.map(({ entry }) => entry.kind)),
    aboutTypes: texts(items.map(({ deed }) => deed.about.type)),
    aboutIds: texts(items.map(({ deed }) => deed.about.id)),
    bys: texts(items.map(({ deed }) => deed.by)),
    ats: plainly(items.map(({ deed }) => deed.at)),
    metadata: texts(
      items.map(({ deed }) => (deed.metadata ? JSON.stringify(deed.metadata) : null)),
    ),
    remember: plainly(items.map(({ deed }) => deed.remember ?? false)),
    accounts: texts(known.map(({ account }) => account)),
    assets: plainly(known.map(({ asset }) => asset)),
    bounded: plainly(known.map(({ bounded }) => bounded)),
    useEntries: plainly(uses.entries),
    useAccounts: plainly(uses.accounts),
    useChanges: plainly(uses.changes),
    legEntries: plainly(legs.entries),
    legs: plainly(legs.legs),
    legDebits: plainly(legs.debits),
    legCredits: plainly(legs.credits),
    amounts: plainly(legs.amounts),
    debitRest: plainly(legs.debitRest),
    creditRest: plainly(legs.creditRest),
    lotEntries: plainly(lots.map(({ entry }) => entry)),
    lotLegs: plainly(lots.map(({ work }) => work.leg)),
    lotSources: texts(lots.map(({ work }) => work.source)),
    lotAssets: plainly(lots.map(({ work }) => ASSETS.get(work.basisAsset ?? '')?.id)),
    lotBasis: plainly(lots.map(({ work }) => work.basis ?? 0n)),
    lotFees: plainly(lots.map(({ work }) => work.fee ?? 0n)),
    lotPriorities: plainly(lots.map(({ work }) => work.priority ?? 0)),
    lotScopes: texts(lots.map(({ work }) => work.scope ?? null)),
    lotExpiries: plainly(lots.map(({ work }) => work.expiresAt)),
  }
}

type Known = { account: string; asset: number; bounded: boolean; place: number }

/** The accounts of a set once each, in the order in which all postings lock them, numbered from 1. */
function accountsOf(plans: readonly Plan[]): Map<string, Known> {
  const found = new Map<string, Known>()
  for (const { names, accounts, assets, bounded } of plans) {
    for (const [at, name] of names.entries()) {
      if (found.has(name)) continue
      found.set(name, {
        account: accounts[at]!,
        asset: assets[at]!,
        bounded: bounded[at]!,
        place: 0,
      })
    }
  }
  const inOrder = [...found].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [index, [, one]] of inOrder.entries()) one.place = index + 1
  return new Map(inOrder)
}

/** Numbers, instants and booleans as PostgreSQL reads an array: at these lengths the general way costs as much as the rest. */
function plainly(
  values: readonly (number | bigint | boolean | Temporal.Instant | undefined)[],
): string {
  return `{${values.map((one) => one ?? 'NULL').join(',')}}`
}

/** Texts as PostgreSQL reads an array. */
function texts(values: readonly (string | null)[]): string {
  const quoted = values.map((one) => {
    if (one === null) return 'NULL'
    return `"${/["\\]/.test(one) ? one.replace(/["\\]/g, '\\$&') : one}"`
  })
  return `{${quoted.join(',')}}`
}

/** Where hundreds of waiting callers share commits, and each gets its own answer. */
export type Together = {
  /** Posts by a plain rule, in a transaction shared with whoever else is waiting. */
  post(posting: Posting): Promise<Receipt>
  /** Settles when all that was handed in is answered. */
  idle(): Promise<void>
}

const MOST_AT_ONCE = 512

/**
 * Opens a lane of group commit: what arrives while one batch is under way goes into the next. An answer
 * means committed. A refusal is the refused caller's alone; an error in the middle of a batch (a value
 * beyond 2^63, a lost connection) sends its members through one by one.
 */
export function openTogether(db: Db): Together {
  type Waiting = {
    posting: Posting
    done: (receipt: Receipt) => void
    failed: (error: unknown) => void
  }
  let queue: Waiting[] = []
  let working: Promise<void> | undefined
  const answer = ({ done, failed }: Waiting, outcome: Outcome) =>
    'receipt' in outcome ? done(outcome.receipt) : failed(outcome.refusal)

  async function work(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, MOST_AT_ONCE)
      queue = queue.slice(MOST_AT_ONCE)
      try {
        const outcomes = await atomically(db, (tx) =>
          postSet(
            tx,
            batch.map(({ posting }) => posting),
          ),
        )
        for (const [index, waiting] of batch.entries()) answer(waiting, outcomes[index]!)
      } catch {
        await Promise.all(batch.map(single))
      }
    }
  }
  /** Whoever arrives in this turn of the loop is in the same batch; who arrives as a lane ends starts the next. */
  function start(): void {
    working ??= new Promise<void>((turn) => setImmediate(turn)).then(work).finally(() => {
      working = undefined
      if (queue.length > 0) start()
    })
  }
  async function single(waiting: Waiting): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const [outcome] = await atomically(db, (tx) => postSet(tx, [waiting.posting]))
        return answer(waiting, outcome!)
      } catch (error) {
        // Deadlocks and keys used at the same moment by another process can be tried again; twice is enough to see.
        const { code } = error as Answer & { code?: string }
        if ((code !== '40001' && code !== '40P01') || attempt === 3) return waiting.failed(error)
      }
    }
  }
  return {
    post(posting) {
      const { promise, resolve, reject } = Promise.withResolvers<Receipt>()
      queue.push({ posting, done: resolve, failed: reject })
      start()
      return promise
    },
    async idle() {
      while (working) await working
    },
  }
}
