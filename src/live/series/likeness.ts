import type { Kind } from '#earnings'
import type { Change } from '../changing.ts'
import type { Level } from '../policy.ts'
import type { Draft } from '../session.ts'

/** What every session of a series is like. */
export type Likeness = {
  kind: Kind
  title: string
  description?: string | undefined
  language: string
  level?: string | null | undefined
  topics?: string[] | undefined
  materials?: string | undefined
  minimum?: number | undefined
  capacity?: number | undefined
  priceLevel?: Level['level'] | undefined
  /** A price of the educator's own, in hundredths of a credit. */
  credits?: bigint | undefined
  creditBased?: boolean | undefined
  money?: { amount: bigint; currency: string } | null | undefined
  asksFirst?: boolean | undefined
}

/** As it lies in the database: amounts are text there. */
export type Kept = Omit<Likeness, 'credits' | 'money'> & {
  credits?: string
  money?: { amount: string; currency: string } | null
}

export const likenessFrom = ({ credits, money, ...rest }: Kept): Likeness => ({
  ...rest,
  ...(credits === undefined ? {} : { credits: BigInt(credits) }),
  ...(money ? { money: { ...money, amount: BigInt(money.amount) } } : {}),
})

const priceIn = ({ priceLevel, credits }: Likeness) =>
  credits === undefined ? { level: priceLevel } : { credits }

/** A session of it, as it is made. */
export function draftLike(like: Likeness): Omit<Draft, 'start' | 'end' | 'educator'> {
  const { priceLevel: _level, credits: _credits, level, money, ...words } = like
  return {
    ...words,
    level: level ?? undefined,
    money: money ?? undefined,
    price: priceIn(like),
  }
}

/** The same as a change of one that is there already. */
export function changeLike(like: Likeness): Change {
  const { priceLevel: _level, credits: _credits, kind: _kind, ...words } = like
  return { ...words, price: priceIn(like) }
}
