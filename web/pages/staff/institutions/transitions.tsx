import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Transition, Transitions } from '../../../api/joining.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { DeedButton, TextField } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { personOf } from '../../../visitor.ts'
import { DayName, Months } from '../../institution/Months.tsx'
import styles from '../money/prices.module.css'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Guaranteed minimums · Stoa' }]

type EducatorName = { id: string; name: string }

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const person = await personOf(context)
  const asked = new URL(request.url).searchParams
  const educator = asked.get('educator')
  const [transitions, one] = await Promise.all([
    api.get<Transitions>('/api/transitions', {
      state: asked.get('state'),
      cursor: asked.get('cursor'),
      educator,
      limit: 20,
    }),
    educator ? api.get<EducatorName>(`/api/educators/${educator}`) : null,
  ])
  const sets = person.staffRoles.some((role) => role === 'admin' || role === 'finance')
  return { transitions, educator: one && { id: one.id, name: one.name }, sets }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    if (intent === 'make') {
      await api.post(`/api/educators/${text(form, 'educator')}/transitions`, {
        minimum: { amount: text(form, 'minimum'), asset: text(form, 'currency').toUpperCase() },
        months: text(form, 'months') ? Number(text(form, 'months')) : undefined,
        startsOn: text(form, 'startsOn') || undefined,
      })
      return { said: 'Agreed. They have been told.' }
    }
    await api.post(`/api/transitions/${text(form, 'transition')}/end`, {
      on: text(form, 'on') || undefined,
      reason: text(form, 'reason'),
    })
    return { said: 'It ends then. They have been told.' }
  })
}

const STATES = {
  planned: ['attention', 'Begins later'],
  running: ['good', 'Runs'],
  over: ['plain', 'Over'],
} as const

/** Transition agreements of employed instructors: what they are guaranteed, and what was topped up. */
export default function TransitionsPage() {
  const { transitions, educator, sets } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Guaranteed minimums"
        lead="Transition agreements: what an educator’s commissions of a month fall short of is topped up when the month is over, once. Parts of a month count by their days."
      />
      <div className="stack-wide">
        {educator && sets && <Make educator={educator} />}
        <ChoiceFilter
          name="state"
          label="State"
          choices={[
            { value: '', label: 'All' },
            { value: 'running', label: 'Run' },
            { value: 'planned', label: 'Begin later' },
            { value: 'over', label: 'Over' },
          ]}
        />
        {transitions.items.length === 0 && (
          <Panel>
            <EmptyState title="Nobody is guaranteed a minimum">
              Guarantee one on the page of <Link to="/operate/educators">an educator</Link>, or name
              it in a file of instructors.
            </EmptyState>
          </Panel>
        )}
        {transitions.items.map((one) => (
          <One key={one.id} one={one} sets={sets} />
        ))}
        <Pager next={transitions.next} />
      </div>
    </>
  )
}

function One({ one, sets }: { one: Transition; sets: boolean }) {
  const [tone, words] = STATES[one.state]
  return (
    <Panel
      title={<Link to={`/operate/educators/${one.educator.id}`}>{one.educator.name}</Link>}
      note={
        <>
          <Amount value={one.minimum} /> a month, from <DayName of={one.startsOn} /> until before{' '}
          <DayName of={one.endsOn} />
          {one.endReason && `. Ended early: ${one.endReason}`}
        </>
      }
      side={<Tag tone={tone}>{words}</Tag>}
    >
      <div className="stack">
        <Months transition={one} />
        {sets && one.state !== 'over' && one.endReason === null && (
          <details className={styles.fold}>
            <summary>End it early</summary>
            <DeedForm intent={`end:${one.id}`} className="stack">
              <input type="hidden" name="transition" value={one.id} />
              <div className={styles.fields}>
                <TextField
                  name="on"
                  type="date"
                  label="First day without it"
                  description="Today, if left empty"
                />
                <TextField name="reason" label="Why" required minLength={3} maxLength={500} />
              </div>
              <div>
                <DeedButton variant="outline">End it</DeedButton>
              </div>
            </DeedForm>
          </details>
        )}
      </div>
    </Panel>
  )
}

function Make({ educator }: { educator: EducatorName }) {
  return (
    <Panel title={`Guarantee ${educator.name} a minimum`}>
      <DeedForm intent="make" className="stack">
        <input type="hidden" name="educator" value={educator.id} />
        <div className={styles.fields}>
          <TextField
            name="minimum"
            label="A whole month"
            placeholder="2400.00"
            inputMode="decimal"
            required
          />
          <TextField name="currency" label="Currency" defaultValue="USD" maxLength={3} required />
          <TextField
            name="months"
            label="Months"
            inputMode="numeric"
            pattern="[0-9]*"
            placeholder="The usual length"
          />
          <TextField name="startsOn" type="date" label="From" description="Today, if left empty" />
        </div>
        <div>
          <DeedButton>Guarantee it</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
