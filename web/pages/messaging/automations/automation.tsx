import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type {
  Automation,
  AutomationRuns,
  AutomationTest,
  EventKinds,
  RunLog,
} from '../../../api/campaigns.ts'
import { apiOf } from '../../../api/context.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm, useDeed } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import priceStyles from '../../staff/money/prices.module.css'
import { reasonOf } from '../campaigns/campaign-words.ts'
import { MessagingNav } from '../MessagingNav.tsx'
import { WAY_NAME } from '../wallet/units.tsx'
import { ENTRIES, RUN_STATES } from './automation-words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Automation · Stoa' }]

type Field = { type: string; title?: string; examples?: unknown[] }

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const organization = `/api/organizations/${params.organizationId}`
  const at = `${organization}/automations/${params.id}`
  const run = search.get('run')
  const [automation, runs, kinds, log] = await Promise.all([
    api.get<Automation>(at),
    api.get<AutomationRuns>(`${at}/runs`, { cursor: search.get('cursor') }),
    api.get<EventKinds>(`${organization}/event-kinds`),
    run ? api.get<RunLog>(`${at}/runs/${run}`) : undefined,
  ])
  const kind = kinds.items.find(({ name }) => name === automation.trigger)
  const base = `/institution/${params.organizationId}/messaging`
  return { automation, runs, kind, log: log?.items, run, base }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const at = `/api/organizations/${params.organizationId}/automations/${params.id}`
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    if (intent === 'test') return { result: await api.post(`${at}/test`, { data: dataIn(form) }) }
    const to = intent.split(':')[1]
    await api.post(`${at}/switch`, { to })
    return { said: to === 'on' ? 'It is on.' : to === 'off' ? 'It is off.' : 'It is put away.' }
  })
}

/** What a form says of an event, each value by its type. */
function dataIn(form: FormData): Record<string, string | number | boolean> {
  const data: Record<string, string | number | boolean> = {}
  for (const [name, value] of form.entries()) {
    const [, type, field] = /^(string|number|integer|boolean)\.(.+)$/.exec(name) ?? []
    if (!field || typeof value !== 'string' || value.trim() === '') continue
    if (type === 'string') data[field] = value.trim()
    else data[field] = type === 'boolean' ? value.trim() === 'true' : Number(value)
  }
  return data
}

/** What a test run would have said. */
function Tried() {
  const { outcome } = useDeed()
  const tried = outcome?.ok ? (outcome.result as AutomationTest | undefined) : undefined
  if (!tried) return null
  return (
    <div role="status" className="stack">
      <p>
        {tried.begins
          ? 'It would begin. Nothing was sent, and nothing is charged.'
          : 'It would not begin: its conditions are not met. Nothing was sent.'}
      </p>
      {tried.steps.flatMap(({ ways, said, after }, step) =>
        ways.map((way, index) => (
          <div key={`${after} ${way.template}`}>
            <p className="strong">
              {`Text ${step + 1}, ${WAY_NAME[way.way]}: `}
              {way.refusal
                ? reasonOf(way.refusal)
                : index === said
                  ? `would be said, ${way.units} ${way.units === '1' ? 'credit' : 'credits'}`
                  : 'only where the one before does not arrive'}
            </p>
            {way.text && (
              <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{way.text}</p>
            )}
          </div>
        )),
      )}
    </div>
  )
}

/** One automation: what it did for which event, and a way to try it out for nothing. */
export default function AutomationPage() {
  const { automation, runs, kind, log, run, base } = useLoaderData<typeof loader>()
  const { id, name, state, trigger } = automation
  const fields = Object.entries((kind?.schema.properties ?? {}) as Record<string, Field>)
  return (
    <>
      <PageHead
        title={name}
        lead={kind?.says ?? trigger}
        tags={
          <Tag tone={state === 'on' ? 'good' : 'plain'}>
            {state === 'on' ? 'On' : state === 'off' ? 'Off' : 'Put away'}
          </Tag>
        }
        deeds={<Link to={`${base}/automations`}>All automations</Link>}
      />
      <MessagingNav />
      <div className="stack-wide">
        {state !== 'archived' && (
          <div className="row">
            <DeedForm intent={`switch:${state === 'on' ? 'off' : 'on'}`}>
              <DeedButton variant={state === 'on' ? 'outline' : 'filled'}>
                {state === 'on' ? 'Switch it off' : 'Switch it on'}
              </DeedButton>
            </DeedForm>
            <Link to={`${base}/automations/${id}/edit`}>Change it</Link>
            <DeedForm intent="switch:archived">
              <DeedButton variant="subtle" color="bad">
                Put it away for good
              </DeedButton>
            </DeedForm>
          </div>
        )}
        {log && (
          <Panel title="What happened" side={<Link to={`${base}/automations/${id}`}>Close</Link>}>
            <DataTable
              caption="What happened"
              rows={log}
              keyOf={(entry) => `${entry.at}${entry.what}${entry.way}${entry.code}`}
              columns={[
                { head: 'What', title: true, cell: ({ what }) => ENTRIES[what] ?? what },
                { head: 'When', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
                { head: 'Way', cell: ({ way }) => (way ? WAY_NAME[way] : '') },
                { head: 'Because', cell: ({ code }) => (code ? reasonOf(code) : '') },
              ]}
            />
          </Panel>
        )}
        <DataTable
          caption="Events"
          rows={runs.items}
          keyOf={(one) => one.id}
          columns={[
            {
              head: 'Event',
              title: true,
              cell: (one) =>
                one.id === run ? one.event.key : <Link to={`?run=${one.id}`}>{one.event.key}</Link>,
            },
            { head: 'When', cell: ({ event }) => <Instant at={event.at} as="short-moment" /> },
            { head: 'About', cell: ({ contact }) => contact?.name || '–' },
            {
              head: 'State',
              cell: (one) => <Tag tone={RUN_STATES[one.state][0]}>{RUN_STATES[one.state][1]}</Tag>,
            },
            { head: 'Because', cell: ({ reason }) => (reason ? reasonOf(reason) : '') },
          ]}
          empty={
            <EmptyState title="Nothing has happened yet">
              Your system tells of “{trigger}” by POST /api/organizations/…/events, with a key of
              its own for each event.
            </EmptyState>
          }
        />
        <Pager next={runs.next} />
        <Panel
          title="Try it out"
          note="For somebody made up. Nothing is sent, and it costs nothing."
        >
          <DeedForm intent="test" className="stack">
            <div className={priceStyles.fields}>
              {fields.map(([field, { type, title, examples }]) => (
                <TextField
                  key={field}
                  name={`${type}.${field}`}
                  label={title ?? field}
                  defaultValue={examples?.[0] === undefined ? '' : String(examples[0])}
                />
              ))}
            </div>
            <div>
              <DeedButton variant="outline">See what it would say</DeedButton>
            </div>
            <Tried />
          </DeedForm>
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => (
  <PageError who="owners, administrators and managers of the organization" />
)
