import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { Page } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { DeedButton, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { byWords } from '../../../format/books.ts'
import { useReader } from '../../../format/reader.tsx'
import { useMay } from '../may.ts'
import { type BuyerStop, CASE_KINDS, CASE_STATES, type RiskCase, stopWords } from './risk-words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Risk · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const [cases, stops] = await Promise.all([
    api.get<Page<RiskCase>>('/api/risk/cases', {
      ...(search.get('which') === 'waits' ? { waits: true } : {}),
      cursor: search.get('cursor'),
      limit: 40,
    }),
    api.get<Page<BuyerStop>>('/api/risk/stops'),
  ])
  const asked = [...cases.items, ...stops.items].map(({ buyer }) => buyer)
  const lifted = stops.items.flatMap(({ liftedBy }) => (liftedBy ? [liftedBy] : []))
  return { cases, stops: stops.items, names: await namesOf(api, [...asked, ...lifted]) }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    await api.post(`/api/risk/stops/${text(form, 'stop')}/lift`, { note: text(form, 'note') })
    return { said: 'They can pay again.' }
  })
}

export default function Risk() {
  const { cases, stops, names } = useLoaderData<typeof loader>()
  const { now } = useReader()
  const running = stops.filter(
    ({ until, liftedAt }) => liftedAt === null && Date.parse(until) > Date.parse(now),
  )
  return (
    <>
      <PageHead
        title="Risk"
        lead="Payments that look like fraud, and buyers who may not pay for a while: what was seen, and what was done."
        deeds={<Link to="/operate/risk/limits">The limits</Link>}
      />
      <div className="stack-wide">
        {running.map((stop) => (
          <Running key={stop.id} stop={stop} name={nameIn(names, stop.buyer) ?? stop.buyer.id} />
        ))}
        <Panel
          title="Payments"
          side={
            <ChoiceFilter
              name="which"
              label="Which payments"
              choices={[
                { value: '', label: 'All' },
                { value: 'waits', label: 'Somebody must look' },
              ]}
            />
          }
        >
          <DataTable
            caption="Payments that look like fraud"
            rows={cases.items}
            keyOf={(one) => one.id}
            columns={[
              {
                head: 'Since',
                cell: ({ openedAt }) => <Instant at={openedAt} as="short-moment" />,
              },
              {
                head: 'Of order',
                title: true,
                cell: ({ id, order }) => <Link to={`/operate/risk/${id}`}>{order.number}</Link>,
              },
              { head: 'What was seen', cell: ({ kind }) => CASE_KINDS[kind] },
              { head: 'Buyer', cell: ({ buyer }) => nameIn(names, buyer) ?? buyer.id },
              { head: 'State', cell: (one) => <CaseTag one={one} /> },
              {
                head: 'Lets go by itself',
                cell: ({ state, until }) =>
                  state === 'open' && until ? <Instant at={until} as="short-moment" /> : null,
              },
              { head: 'Amount', numeric: true, cell: ({ amount }) => <Amount value={amount} /> },
            ]}
            empty={<EmptyState title="Nothing looks wrong">May it stay so.</EmptyState>}
          />
          <Pager next={cases.next} />
        </Panel>
        {stops.length > 0 && <Stops stops={stops} names={names} />}
      </div>
    </>
  )
}

export function CaseTag({ one }: { one: RiskCase }) {
  const [word, tone] = CASE_STATES[one.state]
  return <Tag tone={tone}>{word}</Tag>
}

/** A buyer who may not pay now, and how that is ended. */
function Running({ stop, name }: { stop: BuyerStop; name: string }) {
  const may = useMay()('finance', 'support')
  return (
    <Panel
      title={`${name} may not pay for now`}
      note={
        <>
          {stopWords(stop)}. Until <Instant at={stop.until} as="short-moment" />, unless somebody
          ends it.
        </>
      }
    >
      {may && (
        <DeedForm intent={`lift-${stop.id}`} className="stack">
          <input type="hidden" name="stop" value={stop.id} />
          <TextField name="note" label="Why they may pay again" required maxLength={500} />
          <div>
            <DeedButton variant="outline">Let them pay again</DeedButton>
          </div>
        </DeedForm>
      )}
    </Panel>
  )
}

type Names = Parameters<typeof nameIn>[0]

function Stops({ stops, names }: { stops: BuyerStop[]; names: Names }) {
  return (
    <Panel title="Who had to wait">
      <DataTable
        caption="Buyers who could not pay for a while"
        rows={stops}
        keyOf={({ id }) => id}
        columns={[
          { head: 'Since', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
          {
            head: 'Buyer',
            title: true,
            cell: ({ buyer }) => nameIn(names, buyer) ?? buyer.id,
          },
          { head: 'Why', cell: stopWords },
          { head: 'Until', cell: ({ until }) => <Instant at={until} as="short-moment" /> },
          {
            head: 'Ended by',
            cell: ({ liftedBy, note }) =>
              liftedBy ? `${byWords(liftedBy, nameIn(names, liftedBy))}: ${note}` : null,
          },
        ]}
      />
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
