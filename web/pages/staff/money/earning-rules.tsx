import { SimpleGrid } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { EarningRules } from '../../../api/teaching.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, LongField, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { percent } from '../../../format/money.ts'
import { startOf } from '../../../format/periods.ts'
import { useReader } from '../../../format/reader.tsx'
import { personOf } from '../../../visitor.ts'

export const clientAction = keepOnFailure
export const meta = titled('Rules of earning')

export async function loader({ context }: LoaderFunctionArgs) {
  return context.get(apiOf).get<{ items: EarningRules[] }>('/api/earning-rules')
}

type Example = EarningRules['example']

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const EVERY = { week: 'every week', 'two weeks': 'every two weeks', month: 'every month' } as const

/** What the form says, as the API takes it; shares are written in per cent. */
function wantedIn(form: FormData, zone: string) {
  const from = startOf(text(form, 'countsFrom'), zone)
  const note = text(form, 'note')
  return {
    defaultRate: Number(text(form, 'defaultRate')) / 100,
    feeBearer: text(form, 'feeBearer'),
    creditBase: text(form, 'creditBase'),
    holdDays: Number(text(form, 'holdDays')),
    courseHoldDays: Number(text(form, 'courseHoldDays')),
    payoutMinimum: text(form, 'payoutMinimum'),
    payoutEvery: text(form, 'payoutEvery'),
    payoutWeekday: Number(text(form, 'payoutWeekday')),
    payoutZone: text(form, 'payoutZone'),
    instantFeeRate: Number(text(form, 'instantFeeRate')) / 100,
    instantFeeLeast: text(form, 'instantFeeLeast'),
    ...(from ? { countsFrom: from } : {}),
    ...(note ? { note } : {}),
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const { zone } = await personOf(context)
  const form = await request.formData()
  return attempt('rules', async () => {
    const wanted = wantedIn(form, zone)
    if (text(form, 'deed') === 'preview') {
      const { price, cardFee, educator, platform } = await api.post<Example>(
        '/api/earning-rules/preview',
        wanted,
      )
      const money = ({ amount, asset }: Example['price']) => `${amount} ${asset}`
      return {
        said: `Of ${money(price)} with a card fee of ${money(cardFee)} the educator would get ${money(educator)}, the platform ${money(platform)}.`,
      }
    }
    const { version } = await api.post<{ version: number }>('/api/earning-rules', wanted)
    return { said: `Kept as version ${version}. What is booked already keeps its own.` }
  })
}

export default function EarningRulesPage() {
  const { items } = useLoaderData<typeof loader>()
  const now = items.find(({ state }) => state === 'now')!
  return (
    <>
      <PageHead
        title="Rules of earning"
        lead={
          <>
            Who bears fees, what credits count as, how long earnings are held, when and from what
            they are paid out. Shares by tier are on the <Link to="/operate/ladders">ladders</Link>.
          </>
        }
        deeds={<Link to="/operate/payouts">Payouts</Link>}
      />
      <div className="stack-wide" style={{ gap: 24 }}>
        <Panel
          title={
            <>
              Of <Amount value={now.example.price} /> by card an educator at{' '}
              <Share of={now.defaultRate} /> gets <Amount value={now.example.educator} />
            </>
          }
          note={
            <>
              The card’s fee is <Amount value={now.example.cardFee} />; the platform keeps{' '}
              <Amount value={now.example.platform} />.
            </>
          }
        >
          <Form key={now.version} now={now} />
        </Panel>
        <Versions items={items} />
      </div>
    </>
  )
}

function Share({ of }: { of: number }) {
  const { locale } = useReader()
  return <>{percent(of, locale, 2)}</>
}

const inPercent = (share: number) => String(Number((share * 100).toFixed(2)))

function Form({ now }: { now: EarningRules }) {
  return (
    <DeedForm intent="rules" className="stack">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <SelectField
          name="feeBearer"
          label="The card’s fee is borne by"
          defaultValue={now.feeBearer}
          data={[
            { value: 'educator', label: 'the educator' },
            { value: 'platform', label: 'the platform' },
          ]}
        />
        <SelectField
          name="creditBase"
          label="A credit counts as"
          defaultValue={now.creditBase}
          data={[
            { value: 'face', label: 'its face value' },
            { value: 'cash', label: 'what was really paid for it' },
          ]}
        />
        <TextField
          name="defaultRate"
          label="Share of an educator without a tier, %"
          inputMode="decimal"
          defaultValue={inPercent(now.defaultRate)}
          required
        />
        <TextField
          name="holdDays"
          label="Held after a session, days"
          inputMode="numeric"
          defaultValue={String(now.holdDays)}
          required
        />
        <TextField
          name="courseHoldDays"
          label="Held after a course is sold, days"
          inputMode="numeric"
          defaultValue={String(now.courseHoldDays)}
          required
        />
        <SelectField
          name="payoutEvery"
          label="Paid out"
          defaultValue={now.payoutEvery}
          data={Object.entries(EVERY).map(([value, label]) => ({ value, label }))}
        />
        <SelectField
          name="payoutWeekday"
          label="On"
          defaultValue={String(now.payoutWeekday)}
          data={WEEKDAYS.map((label, index) => ({ value: String(index + 1), label }))}
        />
        <TextField
          name="payoutZone"
          label="Where the payout day begins"
          description="A time zone, such as Europe/Berlin"
          defaultValue={now.payoutZone}
          required
        />
        <TextField
          name="payoutMinimum"
          label={`Paid out from, ${now.currency}`}
          inputMode="decimal"
          defaultValue={now.payoutMinimum}
          required
        />
        <TextField
          name="instantFeeRate"
          label="Fee of a payout at once, %"
          inputMode="decimal"
          defaultValue={inPercent(now.instantFeeRate)}
          required
        />
        <TextField
          name="instantFeeLeast"
          label={`And at least, ${now.currency}`}
          inputMode="decimal"
          defaultValue={now.instantFeeLeast}
          required
        />
        <TextField
          name="countsFrom"
          type="date"
          label="Counts from"
          description="Left empty: from now on"
        />
      </SimpleGrid>
      <LongField name="note" label="Why" maxLength={500} />
      <div style={{ display: 'flex', gap: 12, flexWrap: 'wrap' }}>
        <DeedButton name="deed" value="preview" variant="outline">
          What would 20.00 bring?
        </DeedButton>
        <DeedButton name="deed" value="keep">
          Keep as a new version
        </DeedButton>
      </div>
    </DeedForm>
  )
}

const STATES = { now: 'Counts now', 'to come': 'To come', past: 'Past' } as const

function Versions({ items }: { items: EarningRules[] }) {
  return (
    <Panel
      title="Versions"
      note="Nothing here is ever changed: a booking keeps the version it was made under."
    >
      <DataTable
        caption="Versions of the rules of earning"
        rows={items}
        keyOf={(one) => String(one.version)}
        columns={[
          { head: 'Version', title: true, cell: (one) => `Version ${one.version}` },
          {
            head: 'State',
            cell: (one) => (
              <Tag tone={one.state === 'now' ? 'good' : 'plain'}>{STATES[one.state]}</Tag>
            ),
          },
          {
            head: 'From',
            cell: (one) =>
              one.countsFrom ? <Instant at={one.countsFrom} as="short-day" /> : 'the beginning',
          },
          { head: 'Card’s fee', cell: (one) => one.feeBearer },
          { head: 'Credits', cell: (one) => one.creditBase },
          { head: 'Held', numeric: true, cell: (one) => `${one.holdDays} days` },
          { head: 'Paid out', cell: (one) => EVERY[one.payoutEvery] },
          {
            head: '20.00 brings',
            numeric: true,
            cell: (one) => <Amount value={one.example.educator} />,
          },
          { head: 'Why', cell: (one) => one.note ?? <span className="soft">not said</span> },
        ]}
      />
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
