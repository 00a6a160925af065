import { shareOf } from '#base'

/** How the price of one seat is shared out. Smallest units; rates in basis points. */
export type Sharing = {
  price: bigint
  educatorRate: number
  institutionRate?: number
  /** What the card payment costs; nothing where it is paid with credits. */
  cardFee?: bigint
  feeBearer?: 'educator' | 'platform'
}

export type Shares = {
  /** What the educator gets, their part of the card fee taken off. */
  educator: bigint
  feeBorne: bigint
  institution: bigint
  /** What the platform keeps after it has paid the card fee. */
  platform: bigint
  cardFee: bigint
}

/**
 * What each gets of one seat: the arithmetic of earnCommission and of the ledger's session.completed.*, for pages
 * that show it beforehand. `shares.test.ts` holds it against the books.
 */
export function sharesOf(sharing: Sharing): Shares {
  const { price, educatorRate, institutionRate = 0, cardFee = 0n, feeBearer = 'platform' } = sharing
  const share = shareOf(price, BigInt(educatorRate))
  const institution = shareOf(price, BigInt(institutionRate))
  const asked = feeBearer === 'educator' ? cardFee : 0n
  const feeBorne = asked < share ? asked : share
  const educator = share - feeBorne
  return {
    educator,
    feeBorne,
    institution,
    cardFee,
    platform: price - educator - institution - cardFee,
  }
}
