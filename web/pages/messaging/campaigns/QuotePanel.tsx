import { Alert } from '@mantine/core'
import { Link } from 'react-router'
import type { Campaign, CampaignQuote } from '../../../api/campaigns.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { counted } from '../../../format/words.ts'
import { ASSET_NAME, Units } from '../wallet/units.tsx'
import { reasonOf } from './campaign-words.ts'

const people = (count: number) => counted(count, 'receiver')

/** Who is left out, and why. */
function leftOut({ size, unwritable }: CampaignQuote) {
  const rows: [string, number][] = [
    ['No address on this way', size.withoutAddress],
    ['Messages to them came back, or they complained', size.suppressed],
    ['They said stop', size.optedOut],
    ['They have not allowed offers', size.withoutConsent],
    ['They share an address with somebody who is written to', size.sharing],
    ...unwritable.map(({ reason, count }): [string, number] => [reasonOf(reason), count]),
  ]
  return rows.filter(([, count]) => count > 0)
}

/** What a draft would take now, who is left out, and the way to confirm it. */
export function QuotePanel({
  quote,
  campaign,
  buy,
}: {
  quote: CampaignQuote
  campaign: Campaign
  buy: string
}) {
  const short = quote.short !== '0'
  const out = leftOut(quote)
  const when = campaign.when.timing === 'now' ? 'now' : 'at its hour'
  return (
    <>
      <Panel
        title="What it takes"
        note="Reckoned for the contacts of this moment. Credits are reserved when it begins; what does not arrive is given back by the rules of its way."
      >
        <div className="stack">
          <StatFigures
            label="What it takes"
            stats={[
              { label: 'Receivers', figure: <Units units={quote.receivers} /> },
              {
                label: `${ASSET_NAME[quote.asset]} credits`,
                figure: <Units units={Number(quote.units)} />,
                note:
                  quote.asset === 'SMS'
                    ? `${counted(quote.segments, 'part')}; the longest text has ${quote.longest}`
                    : 'by the prices of now',
              },
              { label: 'Worth', figure: <Amount value={quote.worth} />, note: 'bought singly' },
              {
                label: 'You have',
                figure: <Units units={Number(quote.available)} />,
                note: short ? `${quote.short} are missing` : 'that is enough',
              },
            ]}
          />
          {quote.worst !== quote.units && (
            <p>
              What each message takes is reserved. If every one took as much as the dearest of them,
              for its length or its country, it would be <Units units={Number(quote.worst)} />.
            </p>
          )}
          {out.length > 0 && (
            <DataTable
              caption="Who is left out"
              rows={out}
              keyOf={([reason]) => reason}
              columns={[
                { head: 'Left out', title: true, cell: ([reason]) => reason },
                {
                  head: 'Contacts',
                  numeric: true,
                  cell: ([, count]) => <Units units={count} />,
                },
              ]}
            />
          )}
        </div>
      </Panel>
      {quote.samples.map(({ label, to, subject, text, segments, units }) => (
        <Panel
          key={label}
          title={quote.samples.length > 1 ? `Text ${label}` : 'How it reads'}
          note={`For ${to}: ${units} ${units === '1' ? 'credit' : 'credits'}${quote.asset === 'SMS' ? `, ${segments} ${segments === 1 ? 'part' : 'parts'}` : ''}`}
        >
          {subject && <p className="strong">{subject}</p>}
          <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</p>
        </Panel>
      ))}
      {short && (
        <Alert color="attention" variant="light" title="There are not enough credits for everybody">
          {quote.short} {ASSET_NAME[quote.asset]} credits are missing.{' '}
          <Link to={buy}>Buy credits</Link>
          {quote.fit > 0 ? `, or send to the first ${people(quote.fit)} only.` : '.'}
        </Alert>
      )}
      <div className="row">
        {!short && quote.receivers > 0 && (
          <DeedForm intent="schedule">
            <input type="hidden" name="version" value={campaign.version} />
            <input type="hidden" name="shortfall" value="refuse" />
            <DeedButton>{`Send to ${people(quote.receivers)} ${when}`}</DeedButton>
          </DeedForm>
        )}
        {short && quote.fit > 0 && (
          <DeedForm intent="schedule-fit">
            <input type="hidden" name="version" value={campaign.version} />
            <input type="hidden" name="shortfall" value="fit" />
            <DeedButton variant="outline">{`Send to as many as fit: ${quote.fit} of ${quote.receivers}`}</DeedButton>
          </DeedForm>
        )}
      </div>
    </>
  )
}
