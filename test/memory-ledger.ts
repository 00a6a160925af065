/**
 * A second ledger, in memory and written the other way round: src/ledger/model.test.ts lets both live the
 * same random life and compares every answer.
 */

type Lot = {
  seq: number
  owner: string
  source: string
  issued: bigint
  left: bigint
  held: bigint
  total: bigint
  basis: bigint
  basisHeld: bigint
  totalFee: bigint
  fee: bigint
  feeHeld: bigint
  ends: number
}
type Piece = { lot: Lot; units: bigint; basis: bigint; fee: bigint }
type Hold = { owner: string; pieces: Piece[]; ends: number; open: boolean }
export type Answer = unknown

export const START = Temporal.Instant.from('2026-01-01T00:00:00Z')
export const HOUR = 3_600_000
export const NEVER = Number.POSITIVE_INFINITY
export const OWNERS = ['ann', 'ben', 'cem']

/** Random numbers that a seed repeats. */
export function chance(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    upTo: (n: number) => Math.floor(next() * n),
    of: <T>(list: readonly T[]) => list[Math.floor(next() * list.length)]!,
    yes: (p: number) => next() < p,
  }
}

export class Model {
  now = 0
  lots: Lot[] = []
  holds: Hold[] = []
  books = new Map<string, bigint>()

  #add(purpose: string, amount: bigint) {
    this.books.set(purpose, (this.books.get(purpose) ?? 0n) + amount)
  }
  issue(
    owner: string,
    source: string,
    units: bigint,
    basis: bigint,
    fee: bigint,
    ends: number,
  ): Answer {
    this.lots.push({
      seq: this.lots.length,
      owner,
      source,
      issued: units,
      left: units,
      held: 0n,
      total: basis,
      basis,
      basisHeld: 0n,
      totalFee: fee,
      fee,
      feeHeld: 0n,
      ends,
    })
    this.#add('wallet', units)
    this.#add(`issued_${source}`, -units)
    this.#add('provider_clearing', basis - fee)
    this.#add('processing_fees', fee)
    this.#add('deferred_credits', -basis)
    return { basis, fee }
  }
  #slice(lot: Lot, units: bigint): Piece {
    const free = lot.left - lot.held
    const of = (total: bigint, there: bigint) => {
      const share = (total * units) / lot.issued
      return units === free || share > there ? there : share
    }
    return {
      lot,
      units,
      basis: of(lot.total, lot.basis - lot.basisHeld),
      fee: of(lot.totalFee, lot.fee - lot.feeHeld),
    }
  }
  hold(owner: string, units: bigint, ends: number): Answer {
    const usable = this.lots.filter(
      (lot) => lot.owner === owner && lot.left > lot.held && lot.ends > this.now,
    )
    const rank = (lot: Lot) => (lot.source === 'purchase' ? 1 : 0)
    usable.sort((a, b) =>
      a.ends === b.ends ? rank(a) - rank(b) || a.seq - b.seq : a.ends < b.ends ? -1 : 1,
    )
    const available = usable.reduce((sum, lot) => sum + lot.left - lot.held, 0n)
    if (available < units)
      return { code: 'insufficient_funds', available, short: units - available }
    const pieces: Piece[] = []
    let wanted = units
    for (const lot of usable) {
      if (wanted === 0n) break
      const free = lot.left - lot.held
      const piece = this.#slice(lot, wanted < free ? wanted : free)
      lot.held += piece.units
      lot.basisHeld += piece.basis
      lot.feeHeld += piece.fee
      wanted -= piece.units
      pieces.push(piece)
    }
    this.holds.push({ owner, pieces, ends, open: true })
    return pieces.map(({ lot, units: own, basis, fee }) => [lot.source, own, basis, fee])
  }
  /** Spent at once: a hold that is captured in the same breath, but leaves no hold behind. */
  spend(owner: string, units: bigint): Answer {
    const answer = this.hold(owner, units, NEVER)
    if (!Array.isArray(answer)) return answer
    const [{ pieces }] = this.holds.splice(-1) as [Hold]
    let basis = 0n
    for (const piece of pieces) {
      piece.lot.held -= piece.units
      piece.lot.basisHeld -= piece.basis
      piece.lot.feeHeld -= piece.fee
      this.#leave(piece)
      basis += piece.basis
    }
    this.#add('wallet', -units)
    this.#add('redeemed', units)
    this.#add('deferred_credits', basis)
    this.#add('deferred_courses', -basis)
    return { basis }
  }
  #left(held: Hold) {
    return held.pieces.reduce((sum, piece) => sum + piece.units, 0n)
  }
  #take(held: Hold, units: bigint, backwards: boolean, done: (part: Piece) => void) {
    let wanted = units
    for (const piece of backwards ? held.pieces.toReversed() : held.pieces) {
      if (wanted === 0n) break
      if (piece.units === 0n) continue
      const own = wanted < piece.units ? wanted : piece.units
      const all = own === piece.units
      const part = {
        lot: piece.lot,
        units: own,
        basis: all ? piece.basis : (piece.basis * own) / piece.units,
        fee: all ? piece.fee : (piece.fee * own) / piece.units,
      }
      piece.units -= own
      piece.basis -= part.basis
      piece.fee -= part.fee
      part.lot.held -= own
      part.lot.basisHeld -= part.basis
      part.lot.feeHeld -= part.fee
      wanted -= own
      done(part)
    }
    held.open = this.#left(held) > 0n
  }
  #leave({ lot, units, basis, fee }: Piece) {
    lot.left -= units
    lot.basis -= basis
    lot.fee -= fee
  }
  complete(index: number, units: bigint | undefined, share: bigint): Answer {
    const held = this.holds[index]!
    if (!held.open) return { code: 'hold_closed' }
    if (held.ends <= this.now) return { code: 'hold_expired' }
    const own = units ?? this.#left(held)
    if (own > this.#left(held)) return { code: 'hold_too_small' }
    let [basis, free] = [0n, 0n]
    this.#take(held, own, false, (part) => {
      this.#leave(part)
      basis += part.basis
      if (part.lot.source === 'promotion' && part.basis === 0n) free += part.units
    })
    // The promotions' part of the share: the largest remainder of two parts, the first winning ties.
    let borne = (share * free) / own
    if (((share * free) % own) * 2n >= own && (share * free) % own > 0n) borne += 1n
    this.#add('wallet', -own)
    this.#add('redeemed', own)
    this.#add('deferred_credits', basis)
    this.#add('promotions', borne)
    this.#add('educator_held', -share)
    this.#add('platform_fee', share - basis - borne)
    return { basis }
  }
  release(index: number, units: bigint | undefined): Answer {
    const held = this.holds[index]!
    if (!held.open) return { code: 'hold_closed' }
    const own = units ?? this.#left(held)
    if (own > this.#left(held)) return { code: 'hold_too_small' }
    this.#take(held, own, true, (part) => {
      const { lot } = part
      if (lot.ends > this.now) return
      this.#leave(part)
      this.lots.push({
        ...lot,
        seq: this.lots.length,
        issued: part.units,
        left: part.units,
        held: 0n,
        total: part.basis,
        basis: part.basis,
        basisHeld: 0n,
        totalFee: part.fee,
        fee: part.fee,
        feeHeld: 0n,
        ends: this.now + 30 * 24 * HOUR,
      })
    })
    return { units: own }
  }
  refund(lot: Lot, units: bigint): { basis: bigint; apply: () => Answer } {
    const piece = this.#slice(lot, units)
    return {
      basis: piece.basis,
      apply: () => {
        this.#leave(piece)
        this.#add('wallet', -units)
        this.#add('revoked', units)
        this.#add('deferred_credits', piece.basis)
        this.#add('refunds_payable', -piece.basis)
        return { basis: piece.basis }
      },
    }
  }
  sweep(): Answer {
    const due = this.holds.filter((held) => held.open && held.ends <= this.now)
    for (const held of due) this.release(this.holds.indexOf(held), undefined)
    const over = this.lots.filter((lot) => lot.ends <= this.now && lot.left > lot.held)
    for (const lot of over) {
      const piece = this.#slice(lot, lot.left - lot.held)
      this.#leave(piece)
      this.#add('wallet', -piece.units)
      this.#add('expired', piece.units)
      this.#add('deferred_credits', piece.basis)
      this.#add(lot.source === 'purchase' ? 'unclaimed_property' : 'breakage', -piece.basis)
    }
    return [due.length, over.length]
  }
  state() {
    return OWNERS.map((owner) =>
      this.lots
        .filter((lot) => lot.owner === owner && lot.left > 0n)
        .map((lot) => [lot.source, lot.left, lot.held, lot.basis, lot.fee, lot.ends]),
    )
  }
}
