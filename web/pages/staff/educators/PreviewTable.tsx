import { Link } from 'react-router'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { capital, counted } from '../../../format/words.ts'
import { type Preview, stars } from './ladder-form.ts'

type Line = Preview['items'][number]

/** Who would change: from what to what, by which facts, and what it would have cost. */
export function PreviewTable({ preview }: { preview: Preview }) {
  if (preview.items.length === 0) {
    return <p>Everybody would stand where they stand, with the share that they have.</p>
  }
  return (
    <div className="stack">
      <p>
        Educators in all:{' '}
        {preview.money.length === 0
          ? 'no difference'
          : preview.money.map((value) => (
              <b key={value.asset}>
                <Amount value={value} signed />{' '}
              </b>
            ))}
      </p>
      <DataTable
        caption="Who would change"
        rows={preview.items}
        keyOf={(line) => `${line.educatorId} ${line.kind}`}
        columns={[
          {
            head: 'Who',
            title: true,
            cell: (line) => <Link to={`/operate/educators/${line.educatorId}`}>{line.name}</Link>,
          },
          { head: 'As', cell: ({ kind }) => (kind === 'class' ? 'Instructor' : 'Host') },
          { head: 'What', cell: whatOf },
          { head: 'Facts', cell: factsOf },
          {
            head: 'In 30 days',
            numeric: true,
            cell: ({ money }) =>
              money.length === 0
                ? '—'
                : money.map((value) => <Amount key={value.asset} value={value} signed />),
          },
        ]}
      />
      {preview.changing > preview.items.length && (
        <p className="soft">The first {preview.items.length} are shown.</p>
      )}
    </div>
  )
}

function whatOf({ what, from, to, rateFrom, rateTo, because }: Line): string {
  const shares = `${rateFrom / 100} % → ${rateTo / 100} %`
  if (what === 'rises') return `Rises: ${capital(from)} → ${capital(to)}, ${shares}`
  if (what === 'is warned') {
    return `Is warned (${because}): ${capital(from)} → ${capital(to)} after the warning, ${shares}`
  }
  if (what === 'warning ends') return `Stays ${capital(from)}: the warning ends`
  if (what === 'share changes') return `Stays ${capital(from)}: ${shares}`
  return `Stays ${capital(from)}: opens other things`
}

const factsOf = ({ facts }: Line): string =>
  [
    counted(facts.sessions, 'session'),
    facts.rating === null
      ? 'no reviews'
      : `${stars(facts.rating)} of ${counted(facts.ratings, 'review')}`,
    facts.completion !== null && `${facts.completion / 100} % of ${facts.promised} took place`,
  ]
    .filter(Boolean)
    .join(', ')
