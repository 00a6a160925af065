import type { Act, Answer } from './acts.ts'

/** One act of a client as it was seen from outside: when it was asked, and when it was answered. */
export type Seen = { act: Act; answer: Answer; from: number; to: number }

/** What an act does to one account: the state after it, or undefined where its answer cannot be. */
type Step<State> = { seen: Seen; apply(state: State): State | undefined }

/** Why no order of acts explains their answers. */
export type Impossible = { account: string; act: Act; answer: Answer; why: string }

/**
 * Whether some order of all acts explains every answer, account by account, in which nothing stands
 * before what had been answered when it was asked (linearisability; it holds of the whole when it holds
 * of each account). Answers the first act that fits into no order.
 *
 * After Wing and Gong, played forward in time: every configuration is a state with those of the open
 * acts that have had their effect; an answer leaves only the configurations in which its act had it.
 */
export function impossibleIn(history: readonly Seen[]): Impossible[] {
  const accounts = new Map<string, Step<never>[]>()
  const on = <State>(account: string, seen: Seen, apply: Step<State>['apply']) => {
    const steps = accounts.get(account) ?? []
    accounts.set(account, steps)
    steps.push({ seen, apply } as unknown as Step<never>)
  }
  for (const seen of history) sort(seen, on)
  return [...accounts].flatMap(([account, steps]) => {
    const purse = account.startsWith('wallet')
    const found = purse
      ? play(steps as unknown as Step<Purse>[], EMPTY, keyOfPurse)
      : play(steps as unknown as Step<bigint>[], 0n, String)
    return found
      ? [{ account, act: found.act, answer: found.answer, why: explain(steps, found) }]
      : []
  })
}

/** A wallet: what is on it, and what is left of each of its holds, as a map and as a text. */
type Purse = { posted: bigint; held: bigint; holds: Holds }
type Holds = { left: ReadonlyMap<bigint, bigint>; key: string }
const EMPTY: Purse = { posted: 0n, held: 0n, holds: { left: new Map(), key: '' } }
const keyOfPurse = ({ posted, held, holds }: Purse) => `${posted} ${held} ${holds.key}`

function withHold({ holds }: Purse, id: bigint, units: bigint): Holds {
  const left = new Map(holds.left)
  if (units === 0n) left.delete(id)
  else left.set(id, units)
  // By number, for two orders that lead to the same holds are one state.
  const key = [...left].sort((a, b) => (a[0] < b[0] ? -1 : 1)).join()
  return { left, key }
}

type On = <State>(account: string, seen: Seen, apply: Step<State>['apply']) => void

function sort(seen: Seen, on: On): void {
  const { act, answer } = seen
  if ('wallet' in act) on<Purse>(`wallet ${act.wallet}`, seen, purseStep(act, answer))
  if (act.do === 'look') {
    on<bigint>(`${act.purpose} ${act.educator}`, seen, (has) =>
      answer.ok && answer.posted === has ? has : undefined,
    )
  }
  if (act.do === 'free') {
    on<bigint>(`educator_held ${act.educator}`, seen, (has) => spent(has, act.units, answer))
  }
  if (!answer.ok) return
  if (act.do === 'capture')
    on<bigint>(`educator_held ${act.educator}`, seen, (has) => has + act.share)
  if (act.do === 'free')
    on<bigint>(`educator_available ${act.educator}`, seen, (has) => has + act.units)
}

function purseStep(act: Extract<Act, { wallet: string }>, answer: Answer): Step<Purse>['apply'] {
  switch (act.do) {
    case 'buy':
      return (purse) => (answer.ok ? { ...purse, posted: purse.posted + act.units } : undefined)
    case 'read':
      return (purse) =>
        answer.ok && answer.posted === purse.posted && answer.held === purse.held
          ? purse
          : undefined
    case 'hold':
      return (purse) => held(purse, act.units, answer)
    case 'capture':
    case 'release':
      return (purse) => resolved(purse, act, answer)
  }
}

function held(purse: Purse, units: bigint, answer: Answer): Purse | undefined {
  const free = purse.posted - purse.held
  if (!answer.ok) {
    const right = answer.code === 'insufficient_funds' && free < units && answer.available === free
    return right ? purse : undefined
  }
  const after = {
    posted: purse.posted,
    held: purse.held + units,
    holds: withHold(purse, answer.id!, units),
  }
  const right = free >= units && answer.posted === after.posted && answer.held === after.held
  return right ? after : undefined
}

function resolved(
  purse: Purse,
  { hold, units, do: what }: Act & { do: 'capture' | 'release' },
  answer: Answer,
): Purse | undefined {
  const left = purse.holds.left.get(hold) ?? 0n
  if (!answer.ok) {
    const code = left === 0n ? 'hold_closed' : left < units ? 'hold_too_small' : undefined
    return answer.code === code ? purse : undefined
  }
  if (left < units) return undefined
  return {
    posted: purse.posted - (what === 'capture' ? units : 0n),
    held: purse.held - units,
    holds: withHold(purse, hold, left - units),
  }
}

function spent(has: bigint, units: bigint, answer: Answer): bigint | undefined {
  if (answer.ok) return has >= units ? has - units : undefined
  const right = answer.code === 'insufficient_funds' && has < units && answer.available === has
  return right ? has : undefined
}

/** Beyond so many configurations at once the search is given up, loudly. */
const MOST = 200_000

/** What may have happened so far: a state, and which of the open acts (by their seats) led to it. */
type Configuration<State> = { state: State; done: number }

/** Open acts have numbered seats, so that a set of them is one number. */
type Seats<State> = (Step<State> | undefined)[]

function play<State>(
  steps: readonly Step<State>[],
  start: State,
  keyOf: (state: State) => string,
): Seen | undefined {
  const moments = steps
    .flatMap((step) => [
      { tick: step.seen.from, step, answered: false },
      { tick: step.seen.to, step, answered: true },
    ])
    .sort((a, b) => a.tick - b.tick)
  const seats: Seats<State> = []
  let configurations: Configuration<State>[] = [{ state: start, done: 0 }]
  for (const { step, answered } of moments) {
    if (!answered) {
      const free = seats.indexOf(undefined)
      seats[free < 0 ? seats.length : free] = step
      if (seats.length > 31) throw new Error('More than 31 clients at one account')
      continue
    }
    const seat = seats.indexOf(step)
    configurations = after(seats, seat, configurations, keyOf)
    if (configurations.length === 0) return step.seen
    seats[seat] = undefined
  }
  return undefined
}

/** All configurations in which the act at this seat has had its effect, reached from these through open acts. */
function after<State>(
  seats: Seats<State>,
  seat: number,
  from: readonly Configuration<State>[],
  keyOf: (state: State) => string,
): Configuration<State>[] {
  const met = new Set<string>()
  const reached: Configuration<State>[] = []
  const todo = [...from]
  for (let next = todo.pop(); next; next = todo.pop()) {
    const { state, done } = next
    const key = `${done} ${keyOf(state)}`
    if (met.has(key)) continue
    met.add(key)
    if (met.size > MOST) throw new Error(`More than ${MOST} orders at once: too many clients`)
    if (done & (1 << seat)) {
      reached.push({ state, done: done & ~(1 << seat) })
      continue
    }
    for (const [other, step] of seats.entries()) {
      if (!step || done & (1 << other)) continue
      const later = step.apply(state)
      if (later !== undefined) todo.push({ state: later, done: done | (1 << other) })
    }
  }
  return reached
}

/** The acts on the account around the one that fits nowhere. */
function explain(steps: readonly Step<never>[], at: Seen): string {
  const text = (value: unknown) =>
    JSON.stringify(value, (_key, item) => (typeof item === 'bigint' ? `${item}` : item))
  return steps
    .map(({ seen }) => seen)
    .filter((seen) => seen.to > at.from - 40 && seen.from < at.to)
    .sort((a, b) => a.to - b.to)
    .slice(-15)
    .map(
      (seen) =>
        `${seen === at ? '→' : ' '} ${seen.from}–${seen.to} ${text(seen.act)} ${text(seen.answer)}`,
    )
    .join('\n')
}
