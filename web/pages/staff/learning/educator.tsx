import { Button, SimpleGrid } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
} from 'react-router'
import { ifAllowed } from '../../../api/allowed.ts'
import { apiOf } from '../../../api/context.ts'
import type { Institutions } from '../../../api/joining.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import type { Payable, TierStep } from '../../../api/operating.ts'
import type { EducatorDetail, Page, SessionCard } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton, LongField, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Reviews } from '../../../components/Reviews.tsx'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { byWords } from '../../../format/books.ts'
import { percent } from '../../../format/money.ts'
import { startOf } from '../../../format/periods.ts'
import { useReader } from '../../../format/reader.tsx'
import { sessionState } from '../../../format/teaching.ts'
import { place } from '../../../format/time.ts'
import { capital, languageName } from '../../../format/words.ts'
import { personOf } from '../../../visitor.ts'
import { accountAddress } from '../books/asked.ts'
import { useMay } from '../may.ts'

export const clientAction = keepOnFailure
export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `${loaderData?.educator.name ?? 'Educator'} · Stoa` },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  await personOf(context)
  const api = context.get(apiOf)
  const id = params.id ?? ''
  const { now } = await api.get<{ now: string }>('/api/me')
  const educator = await api.get<EducatorDetail>(`/api/educators/${id}`)
  // What only some roles may see stays away for the others; the page still stands.
  const [institutions, tiers, payables, past] = await Promise.all([
    ifAllowed(api.get<Institutions>('/api/institutions', { limit: 100 })),
    ifAllowed(api.get<Page<TierStep>>(`/api/educators/${id}/tiers`)),
    ifAllowed(api.get<Page<Payable>>('/api/ledger/payables')),
    api.get<Page<SessionCard>>('/api/sessions', {
      educatorId: id,
      state: 'completed',
      to: now,
      sort: '-start',
      limit: 10,
    }),
  ])
  return {
    educator,
    institutions: institutions?.items.map((one) => ({ value: one.id, label: one.name })) ?? [],
    tiers: tiers?.items ?? null,
    names: await namesOf(api, tiers?.items.map(({ by }) => by) ?? []),
    owed: payables?.items.find(({ owner }) => owner.id === id) ?? null,
    sessions: [...educator.sessions, ...past.items],
  }
}

/** Keeps them on a tier until the end of a day, where the reader is. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const { zone } = await personOf(context)
  const form = await request.formData()
  if (text(form, 'intent') === 'move')
    return attempt('move', async () => {
      const organizationId = text(form, 'organization')
      await context.get(apiOf).post(`/api/educators/${params.id}/move`, { organizationId })
      return { said: 'They belong there now: later seats are shared as it is agreed there.' }
    })
  return attempt('pin', async () => {
    await context.get(apiOf).post(`/api/educators/${params.id}/pin`, {
      kind: text(form, 'kind'),
      tier: text(form, 'tier'),
      until: startOf(text(form, 'until'), zone, 1),
      reason: text(form, 'reason'),
    })
    return { said: 'They are kept on this tier.' }
  })
}

export default function Educator() {
  const { educator, tiers, names, owed, sessions } = useLoaderData<typeof loader>()
  const { locale } = useReader()
  const account = (purpose: string, asset: string) =>
    accountAddress(`person:${educator.id}`, purpose, asset)
  return (
    <>
      <PageHead
        tags={<Tag tone="good">{capital(educator.tier)}</Tag>}
        title={educator.name}
        lead={educator.headline || undefined}
        deeds={
          <>
            <Button component={Link} to={`/educators/${educator.id}`} variant="outline">
              As learners see them
            </Button>
            <Button
              component={Link}
              to={`/operate/quality/educators/${educator.id}`}
              variant="outline"
            >
              Scorecard
            </Button>
            <Button component={Link} to={`/operate/people/${educator.id}`} variant="outline">
              Their account
            </Button>
          </>
        }
      />
      <div className="stack-wide">
        {owed && (
          <StatFigures
            label="Owed to them"
            stats={[
              {
                label: 'Held for 7 days',
                figure: <Amount value={owed.held} />,
                to: account('educator_held', owed.held.asset),
              },
              {
                label: 'Available',
                figure: <Amount value={owed.available} />,
                note: 'goes out on Monday',
                to: account('educator_available', owed.available.asset),
              },
            ]}
          />
        )}
        <div className="wide-and-narrow">
          <Panel title="Sessions">
            <DataTable
              caption="Sessions"
              rows={sessions}
              keyOf={(session) => session.id}
              columns={[
                {
                  head: 'When',
                  cell: (session) => <Instant at={session.start} as="short-moment" />,
                },
                {
                  head: 'What',
                  title: true,
                  cell: (session) => (
                    <Link to={`/operate/sessions/${session.id}`}>{session.title}</Link>
                  ),
                },
                {
                  head: 'State',
                  cell: (session) => {
                    const [word, tone] = sessionState(session.state)
                    return <Tag tone={tone}>{word}</Tag>
                  },
                },
                {
                  head: 'Seats taken',
                  numeric: true,
                  cell: (session) =>
                    `${session.capacity - session.seatsLeft} of ${session.capacity}`,
                },
              ]}
              empty={<EmptyState title="No sessions">Nothing is planned or was held.</EmptyState>}
            />
          </Panel>
          <Panel title="Who this is">
            <FactList
              facts={[
                ['Languages', educator.languages.map(languageName).join(', ')],
                ['Lives by', `${place(educator.zone)} time`],
                ['Sessions held', educator.sessionsHeld],
                [
                  'Rating',
                  educator.rating === null
                    ? 'New'
                    : `${educator.rating} of ${educator.reviewCount} reviews`,
                ],
              ]}
            />
          </Panel>
        </div>
        <Belongs />
        <Pin kinds={educator.kinds} />
        {tiers && tiers.length > 0 && (
          <Panel title="How they came to their tier">
            <DataTable
              caption="Tiers"
              rows={tiers}
              keyOf={(step) => `${step.kind} ${step.at} ${step.change}`}
              columns={[
                { head: 'When', cell: (step) => <Instant at={step.at} as="short-day" /> },
                { head: 'For', cell: (step) => capital(step.kind) },
                {
                  head: 'What',
                  title: true,
                  cell: (step) =>
                    step.from && step.from !== step.to
                      ? `${capital(step.change)}: ${capital(step.from)} to ${capital(step.to)}`
                      : `${capital(step.change)}: ${capital(step.to)}`,
                },
                { head: 'Keeps', numeric: true, cell: (step) => percent(step.rate, locale) },
                { head: 'By', cell: (step) => byWords(step.by, nameIn(names, step.by)) },
              ]}
            />
          </Panel>
        )}
        <Reviews reviews={educator.reviews} name={educator.name} />
      </div>
    </>
  )
}

/** The institution that they teach for, and their guaranteed minimum. */
function Belongs() {
  const { educator, institutions } = useLoaderData<typeof loader>()
  if (institutions.length === 0) return null
  const { id, organizationId } = educator
  return (
    <Panel
      title="Where they belong"
      note="Moving them counts for seats that are booked from then on; what is booked keeps its shares."
      side={<Link to={`/operate/transitions?educator=${id}`}>Guaranteed minimum</Link>}
    >
      <DeedForm intent="move" className="stack" key={organizationId}>
        <SelectField
          name="organization"
          label="They belong to"
          data={institutions}
          defaultValue={organizationId}
        />
        <div>
          <DeedButton variant="outline">Move them</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

const TIERS = ['beginner', 'intermediate', 'expert', 'master']

/** What the evaluation of each night leaves alone until then. */
function Pin({ kinds }: { kinds: readonly string[] }) {
  const may = useMay()('admin')
  if (!may) return null
  return (
    <Panel
      title="Keep them on a tier"
      note="Until the end of that day they neither rise nor fall, whatever their sessions and ratings say. What was booked before keeps its rate."
    >
      <DeedForm intent="pin" className="stack">
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <SelectField
            name="kind"
            label="For"
            data={kinds.map((kind) => ({
              value: kind,
              label: kind === 'class' ? 'Classes' : 'Conversations',
            }))}
          />
          <SelectField
            name="tier"
            label="Tier"
            data={TIERS.map((tier) => ({ value: tier, label: capital(tier) }))}
          />
          <TextField name="until" type="date" label="Until the end of" required />
        </SimpleGrid>
        <LongField name="reason" label="Why" required minLength={3} maxLength={500} />
        <div>
          <DeedButton variant="outline">Keep them there</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError />
