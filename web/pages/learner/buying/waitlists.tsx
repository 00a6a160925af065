import { Button } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Place } from '../../../api/buying.ts'
import { apiOf } from '../../../api/context.ts'
import type { Page } from '../../../api/types.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant, Meeting } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { sessionPath } from '../../../format/addresses.ts'
import styles from './buying.module.css'
import { PLACE, passedWords } from './words.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const past = new URL(request.url).searchParams.get('when') === 'past'
  const { items } = await context.get(apiOf).get<Page<Place>>('/api/waitlists', { past })
  return { past, places: items }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const id = text(form, 'place')
  return attempt(`leave-${id}`, async () => {
    await context.get(apiOf).post(`/api/waitlists/${id}/leave`)
    return { said: 'You are not waiting for it any more.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('Waiting for a seat')

export default function Waitlists() {
  const { past, places } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Waiting for a seat"
        lead="Full sessions that you would like to join, and how far ahead you are."
        deeds={
          <ChoiceFilter
            name="when"
            label="Which places"
            choices={[
              { value: '', label: 'Now' },
              { value: 'past', label: 'Over' },
            ]}
          />
        }
      />
      {places.length === 0 ? (
        <EmptyState
          title={past ? 'Nothing is over' : 'You are waiting for nothing'}
          deed={
            <Button component={Link} to="/sessions">
              Find a session
            </Button>
          }
        >
          On the page of a session that is full you can wait for a seat: booked for you as soon as
          one is free, or only offered.
        </EmptyState>
      ) : (
        <div className="stack-wide">
          {places.map((place) => (
            <OnePlace key={place.id} place={place} />
          ))}
        </div>
      )}
    </>
  )
}

function OnePlace({ place }: { place: Place }) {
  const { session } = place
  const [word, tone] = PLACE[place.state]
  const open = place.state === 'waiting' || place.state === 'offered'
  return (
    <Panel
      title={<Link to={sessionPath(session)}>{session.title}</Link>}
      note={<Meeting {...session} />}
      side={<Tag tone={tone}>{word}</Tag>}
    >
      <p>
        <PlaceWords place={place} />
      </p>
      {open && (
        <div className={styles.deeds}>
          {place.state === 'offered' && (
            <Button component={Link} to={sessionPath(session)}>
              Take the seat
            </Button>
          )}
          <DeedForm intent={`leave-${place.id}`}>
            <input type="hidden" name="place" value={place.id} />
            <DeedButton variant="outline" aria-label={`Stop waiting for ${session.title}`}>
              Stop waiting
            </DeedButton>
          </DeedForm>
        </div>
      )}
    </Panel>
  )
}

const METHOD: Record<string, string> = {
  CREDITS: 'with your credits',
  INCLUDED: 'as one of your plan’s sessions',
  TOKENS: 'with tokens',
  PACKAGE: 'as a lesson of your package',
}

/** Where somebody stands in a queue, in a sentence or two. */
export function PlaceWords({ place }: { place: Place }) {
  if (place.state === 'booked') return <>A seat became free and is yours.</>
  if (place.state === 'lapsed') return <>A seat was offered to you and nobody answered in time.</>
  if (place.state === 'left') return <>You gave your place up.</>
  if (place.state === 'closed')
    return place.reason === 'called off' ? (
      <>The session does not take place.</>
    ) : (
      <>No seat became free in time.</>
    )
  if (place.state === 'offered' && place.offerUntil)
    return (
      <>
        A seat is kept for you until{' '}
        <b>
          <Instant at={place.offerUntil} />
        </b>
        ; then the next in line may have it.
      </>
    )
  if (place.state === 'offered') return <>A seat is free, and is being booked for you now.</>
  return (
    <>
      You are number <b>{place.place}</b> in line.{' '}
      {place.auto
        ? `A free seat is booked for you at once, ${METHOD[place.auto.paymentMethod]}.`
        : 'A free seat is offered to you, and kept while you decide.'}{' '}
      {place.passedWhy && `Last time ${passedWords(place.passedWhy)}; you keep your place. `}
      The queue closes <Instant at={place.closesAt} />.
    </>
  )
}
