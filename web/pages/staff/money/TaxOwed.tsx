import type { Answer } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { type Country, countryName } from '../../../format/countries.ts'

type Report = Answer<'/api/taxes/report'>

/** What fell due by place and rate, and whether the books say the same. */
export function TaxOwed({
  report: { lines, sums },
  countries,
}: {
  report: Report
  countries: Country[]
}) {
  return (
    <>
      <DataTable
        caption="Tax by place and rate"
        rows={lines}
        keyOf={(line) => [line.country, line.zone, line.name, line.percent, line.tax.asset].join()}
        columns={[
          {
            head: 'Where',
            title: true,
            cell: ({ country, zone }) =>
              country
                ? `${countryName(country, countries)}${zone ? `, ${zone}` : ''}`
                : 'Not known',
          },
          {
            head: 'Tax',
            cell: ({ name, percent }) =>
              percent ? `${name} ${percent} %` : 'as the provider reckoned it',
          },
          { head: 'Net', numeric: true, cell: ({ net }) => <Amount value={net} /> },
          { head: 'Sold', numeric: true, cell: ({ sold }) => <Amount value={sold} /> },
          { head: 'Used', numeric: true, cell: ({ used }) => <Amount value={used} /> },
          { head: 'Given back', numeric: true, cell: ({ back }) => <Amount value={back} /> },
          { head: 'Owed', numeric: true, cell: ({ tax }) => <Amount value={tax} /> },
        ]}
        empty={<EmptyState title="No tax fell due">Nothing taxed was sold or used.</EmptyState>}
      />
      {sums.map(({ documents, books, differs }) => (
        <p key={documents.asset} className={differs ? 'bad' : 'soft'}>
          <Amount value={documents} /> on documents;{' '}
          {differs ? (
            <>
              tax payable moved <Amount value={books} /> in the books: somebody must look.
            </>
          ) : (
            'the books say the same.'
          )}
        </p>
      ))}
    </>
  )
}
