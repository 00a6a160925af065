import type { ActionFunctionArgs } from 'react-router'
import { apiOf } from '../api/context.ts'
import type { Chip } from '../pages/public/finding.ts'
import { DeedForm } from './DeedForm.tsx'
import { attempt, text } from './deeds.ts'
import { DeedButton } from './fields.tsx'

const NUMBERS = new Set(['priceMin', 'priceMax', 'within', 'rating', 'seats'])

/** Saves the search that a page shows: whoever saved it hears once a day when something new fits. */
export function SaveSearch({
  of,
  asked,
  chips,
}: {
  of: 'sessions' | 'educators'
  asked: Record<string, string>
  chips: Chip[]
}) {
  if (chips.length === 0) return null
  return (
    <DeedForm intent="save-search">
      <input type="hidden" name="name" value={chips.map(({ label }) => label).join(', ')} />
      <input type="hidden" name="query" value={JSON.stringify(asked)} />
      <DeedButton variant="subtle" size="compact-sm">
        Tell me of new {of}
      </DeedButton>
    </DeedForm>
  )
}

/** The action behind it. */
export async function saveSearchAction(
  of: 'sessions' | 'educators',
  { request, context }: ActionFunctionArgs,
) {
  const form = await request.formData()
  return attempt('save-search', async () => {
    const asked = JSON.parse(text(form, 'query') || '{}') as Record<string, string>
    const query = Object.fromEntries(
      Object.entries(asked).map(([name, value]) => [
        name,
        NUMBERS.has(name) ? Number(value) : value,
      ]),
    )
    await context.get(apiOf).post('/api/me/saved-searches', {
      of,
      name: text(form, 'name').slice(0, 80),
      query,
    })
    return { said: 'Saved. You hear once a day when something new fits. It stands on “For you”.' }
  })
}
