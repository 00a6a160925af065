import { Checkbox } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Matches, Page, SavedSearch, Wishes } from '../../api/types.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { EducatorCard } from '../../components/EducatorCard.tsx'
import { DeedButton, SelectField, TextField } from '../../components/fields.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState } from '../../components/states.tsx'
import { useReader } from '../../format/reader.tsx'
import { place } from '../../format/time.ts'
import { counted, LEVELS, languageName } from '../../format/words.ts'
import { personOf } from '../../visitor.ts'
import { DAYS } from '../public/finding.ts'
import { LANGUAGES } from '../public/languages.ts'
import styles from './for-you.module.css'

/** So many rows of hours can be said on the page. */
const ROWS = 3

export async function loader({ context }: LoaderFunctionArgs) {
  const person = await personOf(context)
  const api = context.get(apiOf)
  const [wishes, matches, saved] = await Promise.all([
    api.get<Wishes>('/api/me/wishes'),
    api.get<Matches>('/api/me/matches'),
    api.get<Page<SavedSearch>>('/api/me/saved-searches'),
  ])
  return { wishes, matches: matches.items, saved: saved.items, zone: person.zone }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  if (text(form, 'intent') === 'forget')
    return attempt('forget', async () => {
      await api.delete(`/api/me/saved-searches/${text(form, 'id')}`)
      return { said: 'You will not hear of it any more.' }
    })
  return attempt('wishes', async () => {
    const words = (name: string) =>
      text(form, name)
        .split(',')
        .map((word) => word.trim())
        .filter(Boolean)
    await api.put('/api/me/wishes', {
      language: text(form, 'language') || null,
      level: text(form, 'level') || null,
      goals: words('goals'),
      speaks: form.getAll('speaks').map(String).filter(Boolean),
      hours: hoursOf(form),
    })
    return { said: 'Saved. These are the educators who fit.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('For you')

/** `12345@18:00-22:00` for each row with days in it. */
function hoursOf(form: FormData): string {
  return Array.from({ length: ROWS }, (_, row) => {
    const days = form.getAll(`days${row}`).map(String).toSorted().join('')
    const to = text(form, `to${row}`)
    return days && `${days}@${text(form, `from${row}`)}-${to === '00:00' ? '24:00' : to}`
  })
    .filter(Boolean)
    .join(',')
}

export default function ForYou() {
  const { wishes, matches, saved, zone } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="For you"
        lead="Say what you want to learn and when you have time: here are the educators who fit, each with the reason."
      />
      <Panel title="What you look for">
        <WishForm wishes={wishes} zone={zone} />
      </Panel>
      <section className={styles.section}>
        <h2>Educators who fit</h2>
        {matches.length === 0 ? (
          <EmptyState title="Nobody fits yet">
            {wishes.language
              ? `Nobody teaches ${languageName(wishes.language)} here at the moment. Save a search, and you hear when somebody does.`
              : 'Nobody teaches here at the moment.'}
          </EmptyState>
        ) : (
          <ul className={styles.grid}>
            {matches.map(({ educator, reasons }) => (
              <li key={educator.id}>
                <EducatorCard educator={educator}>
                  <ul className={styles.reasons} aria-label="Why">
                    {reasons.map((reason) => (
                      <li key={reason.why}>{saidOf(reason)}</li>
                    ))}
                  </ul>
                </EducatorCard>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Panel
        title="Saved searches"
        note="You hear once a day, here and by e-mail, when something new fits."
      >
        {saved.length === 0 ? (
          <p className="soft">
            None yet. Filter <Link to="/sessions">sessions</Link> or{' '}
            <Link to="/educators">educators</Link>, and choose “Tell me of new ones”.
          </p>
        ) : (
          <ul className={styles.saved}>
            {saved.map((search) => (
              <li key={search.id}>
                <Link to={addressOf(search)}>{search.name}</Link>
                <span className="small soft">{search.of}</span>
                <DeedForm intent="forget">
                  <input type="hidden" name="id" value={search.id} />
                  <DeedButton
                    variant="subtle"
                    size="compact-sm"
                    aria-label={`Forget ${search.name}`}
                  >
                    Forget
                  </DeedButton>
                </DeedForm>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  )
}

function addressOf({ of, query }: SavedSearch): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) search.set(name, String(value))
  return `/${of}?${search}`
}

type Reason = Matches['items'][number]['reasons'][number]

function saidOf(reason: Reason): string {
  switch (reason.why) {
    case 'goal':
      return `Speaks of ${reason.goals?.join(', ')}`
    case 'level':
      return `Teaches at ${reason.level}`
    case 'speaks':
      return `Can explain in ${languageName(reason.language ?? '')}`
    case 'hours':
      return `Free ${reason.count === 1 ? 'once' : `${reason.count} times`} in your hours within two weeks`
    case 'known':
      return `You have learned with them ${reason.count === 1 ? 'once' : `${reason.count} times`}`
    case 'liked':
      return `${counted(reason.count ?? 0, 'person', 'people')} who learn with your educators ${reason.count === 1 ? 'comes' : 'come'} here, too`
    case 'rated':
      return `${reason.rating?.toFixed(1)} stars from ${counted(reason.count ?? 0, 'review')}`
    default:
      return 'New to you'
  }
}

type Row = { days: Set<string>; from: string; to: string }

function rowsOf(hours: string): Row[] {
  const said = hours.split(',').filter(Boolean)
  return Array.from({ length: Math.max(ROWS, said.length) }, (_, index) => {
    const [days = '', times = '18:00-21:00'] = said[index]?.split('@') ?? []
    const [from = '', to = ''] = times.split('-')
    return { days: new Set(days), from, to: to === '24:00' ? '00:00' : to }
  })
}

function WishForm({ wishes, zone }: { wishes: Wishes; zone: string }) {
  const reader = useReader()
  return (
    <DeedForm intent="wishes" className="stack">
      <div className={styles.fields}>
        <SelectField
          name="language"
          label="I want to learn"
          defaultValue={wishes.language ?? ''}
          data={[
            { value: '', label: 'Any language' },
            ...LANGUAGES.map((value) => ({ value, label: languageName(value) })),
          ]}
        />
        <SelectField
          name="level"
          label="My level"
          defaultValue={wishes.level ?? ''}
          data={[
            { value: '', label: 'Not said' },
            ...LEVELS.map((value) => ({ value, label: value })),
          ]}
        />
        <TextField
          name="goals"
          label="For what, a comma between"
          placeholder="small talk, job interviews"
          defaultValue={wishes.goals.join(', ')}
        />
        <SelectField
          name="speaks"
          label="Explain it to me in"
          defaultValue={wishes.speaks[0] ?? ''}
          data={[
            { value: '', label: 'Any language' },
            ...LANGUAGES.map((value) => ({ value, label: languageName(value) })),
          ]}
        />
      </div>
      <h3>When I have time</h3>
      <p className="small soft">On the clock of {place(zone || reader.zone)}, where you live.</p>
      {rowsOf(wishes.hours).map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names but their places
        <fieldset key={index} className={styles.hours}>
          <legend>{index === 0 ? 'Hours' : `Hours, row ${index + 1}`}</legend>
          <div className={styles.days}>
            {DAYS.map((day, at) => (
              <Checkbox
                key={day}
                name={`days${index}`}
                value={`${at + 1}`}
                label={day}
                defaultChecked={row.days.has(`${at + 1}`)}
              />
            ))}
          </div>
          <div className={styles.times}>
            <TextField name={`from${index}`} type="time" label="From" defaultValue={row.from} />
            <TextField name={`to${index}`} type="time" label="To" defaultValue={row.to} />
          </div>
        </fieldset>
      ))}
      <DeedButton>Save and look</DeedButton>
    </DeedForm>
  )
}
