import type { Transition } from '../../api/joining.ts'
import { Amount, Figure } from '../../components/Amount.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { useReader } from '../../format/reader.tsx'

/** `October 2026`, for the first day of a month of the operator's calendar. */
export function MonthName({ of }: { of: string }) {
  const { locale } = useReader()
  const month = new Date(`${of.slice(0, 7)}-15T12:00:00Z`)
  return (
    <span suppressHydrationWarning>
      {new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
        month,
      )}
    </span>
  )
}

/** `21 November 2026`, for a day of the operator's calendar, in whatever zone it is read. */
export function DayName({ of }: { of: string }) {
  const { locale } = useReader()
  return (
    <span className="nowrap" suppressHydrationWarning>
      {new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
        new Date(`${of}T12:00:00Z`),
      )}
    </span>
  )
}

/** What each month under a transition agreement came to, and how the one that runs stands. */
export function Months({ transition }: { transition: Transition }) {
  const { months, soFar, minimum } = transition
  return (
    <>
      {soFar && (
        <p>
          <MonthName of={soFar.month} /> so far: <Amount value={soFar.earned} /> earned of{' '}
          <Amount value={soFar.minimum} /> that are guaranteed. What is missing at the end of the
          month is topped up.
        </p>
      )}
      {months.length > 0 && (
        <DataTable
          caption="Months that are over"
          rows={months}
          keyOf={({ month }) => month}
          columns={[
            { head: 'Month', title: true, cell: ({ month }) => <MonthName of={month} /> },
            {
              head: `Guaranteed, ${minimum.asset}`,
              numeric: true,
              cell: (one) => <Figure value={one.minimum} />,
            },
            { head: 'Earned', numeric: true, cell: (one) => <Figure value={one.earned} /> },
            {
              head: 'Topped up',
              numeric: true,
              cell: (one) => (
                <span className="strong">
                  <Figure value={one.topUp} />
                </span>
              ),
            },
          ]}
        />
      )}
    </>
  )
}
