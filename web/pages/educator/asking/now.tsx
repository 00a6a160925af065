import { Checkbox } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { InstantSwitch } from '../../../api/asking.ts'
import { apiOf } from '../../../api/context.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, SelectField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { LEVELS, languageName } from '../../../format/words.ts'
import { termsOf } from '../terms.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Available now · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [offer, terms] = await Promise.all([
    api.get<InstantSwitch>('/api/educator/instant'),
    termsOf(context),
  ])
  return {
    offer,
    languages: terms.languages.slice(0, 40),
    taught: terms.taught,
    prices: terms.levels.conversation ?? [],
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    if (intent === 'off') {
      await api.delete('/api/educator/instant')
      return { said: 'Switched off. Nobody finds you for talking now.' }
    }
    const { now } = await api.get<{ now: string }>('/api/me')
    const minutes = Number(text(form, 'for'))
    await api.put('/api/educator/instant', {
      languages: form.getAll('language').map(String).filter(Boolean),
      levels: form.getAll('level').map(String),
      lengths: form.getAll('length').map(Number),
      priceLevel: text(form, 'priceLevel'),
      until: new Date(Date.parse(now) + minutes * 60_000).toISOString(),
    })
    return { said: 'You can be found now.' }
  })
}

/** The switch "available now", with its end. */
export default function AvailableNow() {
  const { offer, languages, taught, prices } = useLoaderData<typeof loader>()
  const enough = offer.held >= offer.needed
  return (
    <>
      <PageHead
        tags={offer.until ? <Tag tone="good">On</Tag> : <Tag>Off</Tag>}
        title="Available now"
        lead={
          offer.until ? (
            <>
              Learners find you until <Instant at={offer.until} />. Whoever asks waits ten minutes
              for your answer, on whatever page you are.
            </>
          ) : (
            'Switch it on, and learners can ask you for a conversation that begins at once.'
          )
        }
      />
      <div className="stack-wide">
        {offer.offWhy && (
          <Panel title="It was switched off">
            <p>
              {offer.offWhy === 'silent'
                ? 'Two learners in a row had no answer.'
                : 'Five learners in a row were declined.'}{' '}
              Switch it on again when you have time.
            </p>
          </Panel>
        )}
        {!enough ? (
          <Panel>
            <EmptyState title={`It opens after ${offer.needed} sessions that you have held`}>
              You have held {offer.held}. <Link to="/teach/sessions/new">Plan a session</Link>
            </EmptyState>
          </Panel>
        ) : (
          <Panel
            title={offer.until ? 'Change it' : 'Switch it on'}
            note="It switches itself off at its end, and when two learners in a row get no answer."
          >
            <DeedForm intent="on" className="stack">
              <SelectField
                name="language"
                label="Language"
                defaultValue={offer.languages[0] ?? (taught ? languages[0]! : '')}
                required
                data={[
                  ...(offer.languages[0] || taught
                    ? []
                    : [{ value: '', label: 'Choose a language' }]),
                  ...languages.map((tag) => ({ value: tag, label: languageName(tag) })),
                ]}
              />
              <Checkbox.Group
                label="Levels"
                description="None ticked: any level"
                defaultValue={offer.levels}
              >
                <div className="row" style={{ flexWrap: 'wrap', gap: 16, paddingTop: 8 }}>
                  {LEVELS.map((level) => (
                    <Checkbox key={level} name="level" value={level} label={level} />
                  ))}
                </div>
              </Checkbox.Group>
              <Checkbox.Group label="How long" defaultValue={offer.lengths.map(String)}>
                <div className="row" style={{ gap: 16, paddingTop: 8 }}>
                  <Checkbox name="length" value="15" label="15 minutes" />
                  <Checkbox name="length" value="30" label="30 minutes" />
                </div>
              </Checkbox.Group>
              <SelectField
                name="priceLevel"
                label="Price of half an hour"
                description="A quarter of an hour costs half of it"
                defaultValue={offer.priceLevel}
                data={prices.map(({ level, credits }) => ({
                  value: level,
                  label: `${Number(credits.amount)} credits`,
                }))}
              />
              <SelectField
                name="for"
                label="For"
                defaultValue="60"
                data={[
                  { value: '30', label: 'half an hour' },
                  { value: '60', label: 'an hour' },
                  { value: '120', label: 'two hours' },
                  { value: '240', label: 'four hours' },
                ]}
              />
              <div>
                <DeedButton>
                  {offer.until ? 'Be available so, from now' : 'Be available now'}
                </DeedButton>
              </div>
            </DeedForm>
          </Panel>
        )}
        {offer.until && (
          <DeedForm intent="off">
            <DeedButton variant="outline">Switch it off</DeedButton>
          </DeedForm>
        )}
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="educators who lead conversations" />
