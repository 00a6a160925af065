import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Form,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
  useLocation,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Answer, ItemOf, SessionDetail } from '../../api/types.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton, TextField } from '../../components/fields.tsx'
import { Instant, Meeting } from '../../components/Instant.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { educatorPath } from '../../format/addresses.ts'
import { percent } from '../../format/money.ts'
import { useReader } from '../../format/reader.tsx'
import { counted } from '../../format/words.ts'
import { useRoot } from '../../visitor.ts'
import styles from './co-teaching.module.css'

type Teachers = Answer<'/api/sessions/{id}/educators'>
type CoEducator = Teachers['items'][number]
type Found = ItemOf<Answer<'/api/educators'>>

export const clientAction = keepOnFailure
export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `Who teaches ${loaderData?.session.title ?? 'it'} · Stoa` },
]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const name = new URL(request.url).searchParams.get('name')?.trim() ?? ''
  const [session, teachers, found] = await Promise.all([
    api.get<SessionDetail>(`/api/sessions/${params.id}`),
    api.get<Teachers>(`/api/sessions/${params.id}/educators`),
    name
      ? api.get<Answer<'/api/educators'>>('/api/educators', { q: name, limit: 8 })
      : { items: [] as Found[] },
  ])
  const there = new Set([
    teachers.lead.id,
    ...teachers.items.filter((one) => open(one)).map(({ educator }) => educator.id),
  ])
  return { session, teachers, name, found: found.items.filter(({ id }) => !there.has(id)) }
}

const open = ({ state }: CoEducator) => state === 'invited' || state === 'accepted'

/** One form for each educator: the deed and whom it is about are in the intent. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const [deed, id] = intent.split(':')
  const at = `/api/sessions/${params.id}/educators`
  return attempt(intent, async () => {
    if (deed === 'ask') {
      const share = Math.round(Number(text(form, 'percent').replace(',', '.')) * 100)
      const after = await api.post<Teachers>(at, { educatorId: id, share })
      const one = after.items.find(({ educator }) => educator.id === id)
      return { said: one?.state === 'accepted' ? 'They teach it.' : 'Asked. They have been told.' }
    }
    if (deed === 'remove') {
      await api.post(`${at}/${id}/remove`, {})
      return { said: 'Done. They have been told.' }
    }
    await api.post(`${at}/answer`, { teaches: deed === 'accept' })
    return { said: deed === 'accept' ? 'You teach it.' : 'Done. The lead has been told.' }
  })
}

const STATES = {
  invited: ['Asked', 'attention'],
  accepted: ['Teaches', 'good'],
  declined: ['Declined', 'plain'],
  left: ['Left', 'plain'],
  removed: ['Taken off', 'plain'],
} as const

/** Who teaches one session, for what part of its price: its lead, those they asked, and staff. */
export default function CoTeaching() {
  const { session, teachers } = useLoaderData<typeof loader>()
  const { now } = useReader()
  const me = useRoot()?.me.person
  const staff = useLocation().pathname.startsWith('/operate/')
  const ahead =
    ['draft', 'published'].includes(session.state) && Date.parse(session.start) > Date.parse(now)
  const own = teachers.items.find((one) => one.educator.id === me?.id && open(one))
  const settles = staff || teachers.lead.id === me?.id
  const asked = teachers.items.filter((one) => open(one)).length
  const home = `${staff ? '/operate' : '/teach'}/sessions/${session.id}`
  return (
    <>
      <PageHead
        title={`Who teaches “${session.title}”`}
        lead={<Meeting {...session} />}
        deeds={
          <Button component={Link} to={home} variant="outline">
            The session
          </Button>
        }
      />
      <div className="stack-wide">
        {own && ahead && <Own one={own} lead={teachers.lead.name} />}
        <Panel
          title="Who teaches it, and for what part"
          note="Each earns of their part at their own rate. What is booked keeps the shares it was booked with; whoever leaves passes theirs on to the others."
        >
          <DataTable
            caption="Who teaches it"
            columns={columns(settles && ahead)}
            rows={[leadRow(teachers), ...teachers.items]}
            keyOf={({ educator }) => educator.id}
          />
        </Panel>
        {settles && ahead && asked < teachers.most && <Ask staff={staff} />}
        {settles && ahead && asked >= teachers.most && (
          <p className="soft">
            {counted(teachers.most, 'educator')} beside the lead: no more can teach it.
          </p>
        )}
      </div>
    </>
  )
}

type Row = Omit<CoEducator, 'state' | 'since'> & {
  state: CoEducator['state'] | 'leads'
  since: string | null
}
const leadRow = ({ lead }: Teachers): Row => ({
  educator: { id: lead.id, name: lead.name },
  share: lead.share,
  state: 'leads',
  since: null,
})

const columns = (settles: boolean): Column<Row>[] => [
  {
    head: 'Educator',
    title: true,
    cell: ({ educator }) => <Link to={educatorPath(educator)}>{educator.name}</Link>,
  },
  { head: 'Part of the price', numeric: true, cell: (one) => <Share of={one.share} /> },
  {
    head: 'State',
    cell: ({ state }) => {
      if (state === 'leads') return <Tag tone="accent">Leads</Tag>
      const [word, tone] = STATES[state]
      return <Tag tone={tone}>{word}</Tag>
    },
  },
  { head: 'Since', cell: ({ since }) => since && <Instant at={since} /> },
  ...(settles
    ? [
        {
          head: 'Change',
          cell: ({ educator, state }: Row) =>
            (state === 'invited' || state === 'accepted') && (
              <DeedForm intent={`remove:${educator.id}`}>
                <DeedButton
                  variant="outline"
                  size="xs"
                  aria-label={
                    state === 'invited'
                      ? `Do not ask ${educator.name}`
                      : `Take ${educator.name} off`
                  }
                >
                  {state === 'invited' ? 'Do not ask' : 'Take off'}
                </DeedButton>
              </DeedForm>
            ),
        },
      ]
    : []),
]

function Share({ of }: { of: number }) {
  const { locale } = useReader()
  return percent(of / 10_000, locale, 2)
}

/** Whoever is asked answers; who has agreed may leave. */
function Own({ one, lead }: { one: CoEducator; lead: string }) {
  if (one.state === 'accepted') {
    return (
      <Panel title="You teach it">
        <p>
          <Share of={one.share} /> of the price is your part. If you cannot come, leave it as early
          as you can: where learners have booked, it counts as a session you cancelled.
        </p>
        <DeedForm intent="leave">
          <DeedButton variant="outline" color="bad">
            Leave it
          </DeedButton>
        </DeedForm>
      </Panel>
    )
  }
  return (
    <Panel title={`${lead} asks you to teach it too`}>
      <p>
        <Share of={one.share} /> of the price would be your part, and you earn of it at your own
        rate. Once you agree the hour is kept in your calendar.
      </p>
      <div className={styles.answers}>
        <DeedForm intent="accept">
          <DeedButton>Teach it</DeedButton>
        </DeedForm>
        <DeedForm intent="decline">
          <DeedButton variant="outline">Decline</DeedButton>
        </DeedForm>
      </div>
    </Panel>
  )
}

/** Finding somebody by their name, and asking them; works without script. */
function Ask({ staff }: { staff: boolean }) {
  const { name, found } = useLoaderData<typeof loader>()
  return (
    <Panel
      title={staff ? 'Set another educator' : 'Ask another educator'}
      note={
        staff
          ? 'They teach it at once, and are told.'
          : 'They are told, and teach it once they have agreed.'
      }
    >
      <Form method="get" className={styles.find} preventScrollReset>
        <TextField name="name" label="Their name" type="search" defaultValue={name} required />
        <Button type="submit" variant="outline">
          Find
        </Button>
      </Form>
      {name && found.length === 0 && (
        <EmptyState title="Nobody of this name">
          Only educators of the house can teach a session with you.
        </EmptyState>
      )}
      {found.length > 0 && (
        <ul className={styles.found}>
          {found.map((one) => (
            <li key={one.id}>
              <DeedForm intent={`ask:${one.id}`} className={styles.one ?? ''}>
                <span className={styles.name}>
                  <Link to={educatorPath(one)}>{one.name}</Link>
                  {one.headline && <span className="soft">{one.headline}</span>}
                </span>
                <TextField
                  name="percent"
                  label="Part of the price, in per cent"
                  type="number"
                  min={0.01}
                  max={99.99}
                  step={0.01}
                  defaultValue={30}
                  required
                />
                <DeedButton>{staff ? `Set ${one.name}` : `Ask ${one.name}`}</DeedButton>
              </DeedForm>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="those who teach this session, and staff" />
