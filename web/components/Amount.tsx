import type { Value } from '../api/types.ts'
import { amount, figure, isMoney, money, unit } from '../format/money.ts'
import { useReader } from '../format/reader.tsx'

/** `$35.00` or `35 credits`, in the reader's notation, figures of one width. */
export function Amount({ value, signed = false }: { value: Value; signed?: boolean }) {
  const { locale } = useReader()
  const plus = signed && !value.amount.startsWith('-') && Number(value.amount) !== 0 ? '+' : ''
  return (
    <span className="figures nowrap" suppressHydrationWarning>
      {`${plus}${amount(value, locale)}`}
    </span>
  )
}

/** The figure alone, for a column whose head names the unit. */
export function Figure({ value }: { value: Value }) {
  const { locale } = useReader()
  return (
    <span className="figures nowrap" suppressHydrationWarning>
      {figure(value, locale)}
    </span>
  )
}

/** A large figure in the serif, its unit small beside it. */
export function BigAmount({ value }: { value: Value }) {
  const { locale } = useReader()
  if (isMoney(value.asset))
    return (
      <span className="big-figure nowrap" suppressHydrationWarning>
        {money(value, locale)}
      </span>
    )
  return (
    <span className="nowrap">
      <span className="big-figure" suppressHydrationWarning>
        {figure(value, locale)}
      </span>{' '}
      {unit(value)}
    </span>
  )
}
