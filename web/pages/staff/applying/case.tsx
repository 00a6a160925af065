import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
} from 'react-router'
import type { Case } from '../../../api/applying.ts'
import { apiOf } from '../../../api/context.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, LongField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { applicationState, deedWords } from '../../../format/applying.ts'
import { countries } from '../../../format/countries.ts'
import { personOf } from '../../../visitor.ts'
import styles from '../../applying/applying.module.css'
import { Filled } from '../../applying/Filled.tsx'
import { Deciding } from './Deciding.tsx'

export const clientAction = keepOnFailure
export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `${loaderData?.found.name ?? 'Application'} · Stoa` },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { id } = await personOf(context)
  const found = await context.get(apiOf).get<Case>(`/api/applications/${params.id}`)
  return { found, me: id, countries: countries() }
}

/** Times as the reviewer writes them, on their own clock. */
const timesOf = (form: FormData, zone: string) =>
  form
    .getAll('times')
    .map(String)
    .filter(Boolean)
    .map((local) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString())

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const { zone } = await personOf(context)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const at = `/api/applications/${params.id}`
  const seen = Number(text(form, 'seen'))
  const words = text(form, 'words')
  const deeds: Record<string, () => Promise<string>> = {
    take: async () => {
      const to = text(form, 'to')
      await api.post(`${at}/take`, { seen, ...(to ? { to } : {}) })
      return to ? 'Handed on.' : 'It is with you.'
    },
    'let go': async () => {
      await api.post(`${at}/let-go`, { seen })
      return 'It is back in the queue.'
    },
    note: async () => {
      await api.post(`${at}/notes`, { words })
      return 'Noted.'
    },
    ask: async () => {
      await api.post(`${at}/ask`, { seen, words })
      return 'They are asked.'
    },
    talk: async () => {
      const times = [...new Set(timesOf(form, zone))]
      const minutes = Number(text(form, 'minutes'))
      await api.post(`${at}/interview`, { seen, times, minutes, place: text(form, 'place') })
      return 'They can choose a time now.'
    },
    approve: async () => {
      const headline = text(form, 'headline')
      const organizationId = text(form, 'organization')
      await api.post(`${at}/approve`, {
        seen,
        ...(words ? { words } : {}),
        ...(headline ? { headline } : {}),
        ...(organizationId ? { organizationId } : {}),
      })
      return 'They are an educator now.'
    },
    reject: async () => {
      await api.post(`${at}/reject`, { seen, reason: words })
      return 'They are told.'
    },
  }
  return attempt(intent, async () => {
    const said = await deeds[intent]?.()
    return said ? { said } : undefined
  })
}

/** One application: what they say, what can be done, what happened. */
export default function ApplicationCase() {
  const { found, me, countries: list } = useLoaderData<typeof loader>()
  const [word, tone] = applicationState(found.state)
  const ended = ['approved', 'rejected', 'withdrawn'].includes(found.state)
  return (
    <>
      <PageHead
        title={found.name}
        tags={
          <>
            <Tag tone={tone}>{word}</Tag> {found.late && <Tag tone="attention">late</Tag>}
          </>
        }
        lead={
          <>
            {found.reviewer
              ? found.reviewer.id === me
                ? 'It is with you. '
                : `With ${found.reviewer.name}. `
              : 'Nobody has it yet. '}
            {found.decideBy && !ended && (
              <>
                Decide by <Instant at={found.decideBy} as="day" />.
              </>
            )}
          </>
        }
        deeds={<Link to="/operate/applications">All applications</Link>}
      />
      <div className="wide-and-narrow">
        <div className="stack" style={{ gap: 24 }}>
          <Panel
            title="What they say"
            side={<Link to={`/operate/people/${found.personId}`}>Their account</Link>}
          >
            <Filled filled={found} countries={list} />
          </Panel>
          <Panel title="What happened">
            <ol className={`plain-list ${styles.history}`}>
              {found.history.map((step) => (
                <li key={step.number}>
                  <span>
                    <b>{step.by === 'schedule' ? 'By itself' : step.by}</b> {deedWords(step.deed)}
                  </span>
                  <span className="soft small">
                    <Instant at={step.at} as="short-moment" />
                  </span>
                  {step.words && <span className={styles.words}>“{step.words}”</span>}
                </li>
              ))}
            </ol>
          </Panel>
          {found.before.length > 0 && (
            <Panel title="They applied before">
              <ul className={`plain-list ${styles.history}`}>
                {found.before.map((one) => (
                  <li key={one.id}>
                    <Link to={`/operate/applications/${one.id}`}>
                      {applicationState(one.state)[0]}, <Instant at={one.at} as="short-day" />
                    </Link>
                    {one.words && <span className={styles.words}>“{one.words}”</span>}
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </div>
        <div className="stack" style={{ gap: 24 }}>
          <Deciding found={found} me={me} />
          <Panel title="Notes" note="For colleagues. The applicant never reads them.">
            <div className="stack">
              {found.notes.length > 0 && (
                <ul className={`plain-list ${styles.history}`}>
                  {found.notes.map(({ id, words, by, at }) => (
                    <li key={id}>
                      <span className={styles.words}>{words}</span>
                      <span className="soft small">
                        {by.name}, <Instant at={at} as="short-moment" />
                      </span>
                    </li>
                  ))}
                </ul>
              )}
              <DeedForm intent="note" className="stack" key={found.notes.length}>
                <LongField name="words" label="A note" required maxLength={4000} minRows={2} />
                <div>
                  <DeedButton variant="outline">Write it down</DeedButton>
                </div>
              </DeedForm>
            </div>
          </Panel>
        </div>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="reviewers" />
