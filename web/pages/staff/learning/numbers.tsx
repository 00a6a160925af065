import { SimpleGrid, Text } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Answer } from '../../../api/types.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { useMay } from '../may.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Rules of live learning · Stoa' }]

type Part = Answer<'/api/numbers'>['items'][number]
type One = Part['numbers'][number]

export const loader = ({ context }: LoaderFunctionArgs) =>
  context.get(apiOf).get<Answer<'/api/numbers'>>('/api/numbers')

const TITLES: Record<Part['part'], [title: string, note: string]> = {
  booking: [
    'Booking, cancelling, coming, moving',
    'Bookings made before keep the rules that their learner was shown.',
  ],
  asking: [
    'Asking first, talking at once, series',
    'What is under way keeps the time it was told.',
  ],
  buying: [
    'Waitlists, packages, gifts, tokens',
    'Packages, offers and gifts keep what they were made with.',
  ],
  exposure: [
    'Badges, featured places, bonuses',
    'Given by rule each night and week. Nothing of it enters the ranking.',
  ],
  quality: [
    'Quality',
    'What is measured of each educator, and what the platform aims at. Measures that were taken stay.',
  ],
  voices: [
    'Reviews, messages, reports',
    'What was written or reported before keeps the hours that it was told.',
  ],
}

/** What staff read and type of a unit: shares in percent, credits and tokens whole or with two places. */
const SUFFIX: Record<One['unit'], string> = {
  minutes: 'minutes',
  hours: 'hours',
  days: 'days',
  weeks: 'weeks',
  months: 'months',
  share: '%',
  credits: 'credits',
  tokens: 'tokens',
  times: 'times',
  stars: 'stars',
}
const HUNDREDTHS = new Set<One['unit']>(['share', 'credits', 'tokens', 'stars'])
const typed = (value: One['value'], unit: One['unit']): string =>
  Array.isArray(value)
    ? value.map((one) => typed(one, unit)).join(' ')
    : HUNDREDTHS.has(unit)
      ? String(value / 100)
      : String(value)
const meant = (words: string, unit: One['unit']) => {
  const value = Number(words.trim().replace(',', '.'))
  return HUNDREDTHS.has(unit) ? Math.round(value * 100) : value
}
/** A list is written with spaces or commas between. */
const meantAll = (words: string, unit: One['unit']) =>
  words
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .map((word) => meant(word, unit))

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const part = text(form, 'intent')
  return attempt(part, async () => {
    const changes: Record<string, One['value']> = {}
    for (const [name, words] of form) {
      const [, field, unit, list, was] = /^n:(\w+):(\w+):(l?):([-\d ]+)$/.exec(name) ?? []
      if (!field || typeof words !== 'string') continue
      const counted = unit as One['unit']
      const value = list ? meantAll(words, counted) : meant(words, counted)
      if (String(list ? meantAll(words, counted).join(' ') : value) !== was) changes[field] = value
    }
    if (Object.keys(changes).length === 0) return { said: 'Nothing was changed.' }
    await api.patch(`/api/numbers/${part}`, { version: Number(text(form, 'version')), changes })
    return { said: 'Kept. It holds from now on.' }
  })
}

export default function NumbersPage() {
  const { items } = useLoaderData<typeof loader>()
  const may = useMay()()
  return (
    <>
      <PageHead
        title="Rules of live learning"
        lead="The numbers by which sessions are booked, cancelled, moved, held and paid. Each change is kept as a version, with who made it."
      />
      <div className="stack-wide">
        {items.map((part) => (
          <Section key={`${part.part} ${part.version}`} part={part} may={may} />
        ))}
      </div>
    </>
  )
}

function Section({ part, may }: { part: Part; may: boolean }) {
  const [title, note] = TITLES[part.part]
  const shown = (one: One) => `${typed(one.value, one.unit)} ${SUFFIX[one.unit]}`
  return (
    <Panel title={title} note={note}>
      {may ? (
        <DeedForm intent={part.part} className="stack-wide">
          <input type="hidden" name="version" value={part.version} />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {part.numbers.map((one) => (
              <TextField
                key={one.name}
                name={`n:${one.name}:${one.unit}:${one.list ? 'l' : ''}:${Array.isArray(one.value) ? one.value.join(' ') : one.value}`}
                label={one.says}
                description={`${SUFFIX[one.unit]}, ${typed(one.least, one.unit)} to ${typed(one.most, one.unit)}${one.list ? `; up to ${one.list}, with spaces between` : ''}`}
                inputMode={one.list ? 'text' : 'decimal'}
                defaultValue={typed(one.value, one.unit)}
                required
              />
            ))}
          </SimpleGrid>
          <div>
            <DeedButton>Keep these</DeedButton>
          </div>
        </DeedForm>
      ) : (
        <FactList facts={part.numbers.map((one) => [one.says, shown(one)])} />
      )}
      {part.version > 1 && (
        <Text size="sm" c="dimmed" mt="md">
          Version {part.version}, since <Instant at={part.setAt} />
        </Text>
      )}
    </Panel>
  )
}

export const ErrorBoundary = PageError
