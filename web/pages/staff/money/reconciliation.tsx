import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { DeedButton, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { byWords, plain } from '../../../format/books.ts'
import { useReader } from '../../../format/reader.tsx'
import { day as dayWords } from '../../../format/time.ts'
import { counted } from '../../../format/words.ts'
import type { Reconciliation } from './money-back.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Reconciliation · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const which = new URL(request.url).searchParams.get('which')
  const found = await api.get<Reconciliation>('/api/reconciliation', {
    ...(which === 'differ' ? { differ: true } : {}),
  })
  const names = await namesOf(
    api,
    found.days.flatMap(({ seenBy }) => seenBy ?? []),
  )
  return { found, names }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    if (intent === 'run') {
      const { days, differ } = await api.post<{ days: number; differ: number }>(
        '/api/reconciliation/run',
      )
      const compared = counted(days, 'day was', 'days were')
      return {
        said: `${compared} compared; ${differ === 0 ? 'not a cent differs' : `${differ} differ`}.`,
      }
    }
    const at = ['provider', 'day', 'currency'].map((name) => encodeURIComponent(text(form, name)))
    await api.post(`/api/reconciliation/${at.join('/')}/note`, { note: text(form, 'note') })
    return { said: 'Kept beside the difference.' }
  })
}

export default function ReconciliationPage() {
  const { found } = useLoaderData<typeof loader>()
  const { balances, suspense, days } = found
  const open = days.filter((day) => day.differs && day.note === null)
  return (
    <>
      <PageHead
        title="Reconciliation"
        lead="The payment provider’s own movements against the books, by day and to the cent. Compared every night."
        deeds={
          <DeedForm intent="run">
            <DeedButton variant="outline">Compare now</DeedButton>
          </DeedForm>
        }
      />
      <div className="stack-wide">
        <StatFigures
          label="Now"
          stats={[
            ...balances.map(({ provider, theirs, ours, differs }) => ({
              label: `At ${plain(provider)}`,
              figure: <Amount value={theirs} />,
              note: differs ? (
                <>
                  the books say <Amount value={ours} />
                </>
              ) : (
                'as the books say'
              ),
            })),
            ...(suspense.length > 0
              ? suspense.map((value) => ({
                  label: 'Not explained',
                  figure: <Amount value={value} />,
                  note: 'finance must look',
                  to: `/operate/books/accounts/platform:stoa/suspense/${value.asset}`,
                }))
              : [{ label: 'Not explained', figure: 'Nothing', note: 'suspense is empty' }]),
          ]}
        />
        {open.map((day) => (
          <Difference key={`${day.provider} ${day.day} ${day.ours.asset}`} day={day} />
        ))}
        <Days days={days} />
      </div>
    </>
  )
}

type Day = Reconciliation['days'][number]

function Days({ days }: { days: Day[] }) {
  const { names } = useLoaderData<typeof loader>()
  return (
    <Panel
      title="Days"
      side={
        <ChoiceFilter
          name="which"
          label="Which days"
          choices={[
            { value: '', label: 'All' },
            { value: 'differ', label: 'With a difference' },
          ]}
        />
      }
    >
      <DataTable
        caption="Days"
        rows={days}
        keyOf={(day) => `${day.provider} ${day.day} ${day.ours.asset}`}
        columns={[
          { head: 'Day', title: true, cell: ({ day }) => <Day day={day} /> },
          { head: 'Provider', cell: ({ provider }) => plain(provider) },
          { head: 'Movements', numeric: true, cell: ({ movements }) => movements },
          { head: 'Theirs', numeric: true, cell: ({ theirs }) => <Amount value={theirs} signed /> },
          { head: 'The books', numeric: true, cell: ({ ours }) => <Amount value={ours} signed /> },
          {
            head: 'Who must look',
            cell: ({ differs, note, seenBy }) => {
              if (!differs) return <Tag tone="good">Nobody: equal</Tag>
              if (note === null) return <Tag tone="bad">Finance</Tag>
              return `${byWords(seenBy ?? '', nameIn(names, seenBy ?? ''))}: ${note}`
            },
          },
        ]}
        empty={
          <EmptyState title="Nothing to compare yet">
            The first night after the first payment shows here.
          </EmptyState>
        }
      />
    </Panel>
  )
}

function Day({ day }: { day: string }) {
  const { locale, now } = useReader()
  return <span suppressHydrationWarning>{dayWords(`${day}T12:00:00Z`, locale, 'UTC', now)}</span>
}

/** One difference that nobody has looked at: what it is made of, and room to say what it is. */
function Difference({ day }: { day: Day }) {
  return (
    <Panel
      title={
        <>
          <Amount value={day.difference} signed /> on <Day day={day.day} />
        </>
      }
      note="Finance must look. What the provider moved and no payment, refund, payout or dispute of ours accounts for:"
    >
      <DataTable
        caption={`Movements of ${day.day} that nothing accounts for`}
        rows={day.unmatched}
        keyOf={({ ref }) => ref}
        columns={[
          { head: 'When', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
          { head: 'What', title: true, cell: ({ type }) => plain(type) },
          { head: 'Its number', cell: ({ source, ref }) => <code>{source ?? ref}</code> },
          { head: 'Amount', numeric: true, cell: ({ net }) => <Amount value={net} signed /> },
        ]}
        empty={
          <p>Every movement is accounted for: the books have moved what the provider has not.</p>
        }
      />
      <div style={{ height: 20 }} />
      <DeedForm intent={`note ${day.day}`} className="stack">
        <input type="hidden" name="provider" value={day.provider} />
        <input type="hidden" name="day" value={day.day} />
        <input type="hidden" name="currency" value={day.ours.asset} />
        <TextField name="note" label="What it is" required />
        <div>
          <DeedButton variant="outline">Keep this</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
