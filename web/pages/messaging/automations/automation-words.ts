import type { AutomationRun } from '../../../api/campaigns.ts'
import { text } from '../../../components/deeds.ts'
import type { Tone } from '../../../components/Tag.tsx'
import { restIn } from '../campaigns/campaign-words.ts'

export const RUN_STATES: Record<AutomationRun['state'], readonly [Tone, string]> = {
  waiting: ['accent', 'Waits for its hour'],
  watching: ['accent', 'On its way'],
  done: ['good', 'Said'],
  ended: ['attention', 'Not said'],
}

export const COMPARISONS: Record<string, string> = {
  is: 'is',
  is_not: 'is not',
  contains: 'contains',
  less_than: 'is less than, or before',
  at_most: 'is at most',
  at_least: 'is at least',
  more_than: 'is more than, or after',
  said: 'is said',
  not_said: 'is not said',
}

export const ENTRIES: Record<string, string> = {
  begun: 'It began',
  not_begun: 'It did not begin',
  said: 'A message was handed over',
  arrived: 'It arrived',
  unreported: 'Nobody told whether it arrived; it is not said again',
  failed: 'It did not arrive',
  refused: 'This way was not possible',
  waits: 'It waits',
  stopped: 'It stopped',
  not_said: 'It was not said',
  campaign_begun: 'A campaign tells its audience',
}

/** A value of a condition: a number, yes or no, or a text. */
function valueIn(said: string): string | number | boolean {
  if (said === 'true' || said === 'yes') return true
  if (said === 'false' || said === 'no') return false
  return /^-?\d+(\.\d+)?$/.test(said) ? Number(said) : said
}

/** What a form says of an automation, as the API takes it. */
export function automationFrom(form: FormData) {
  const steps = [1, 2, 3, 4, 5].flatMap((step) => {
    const templates = [1, 2, 3]
      .map((way) => text(form, `template${step}.${way}`))
      .filter((id) => id !== '')
    const after = Number(text(form, `after${step}`) || 0)
    const unit = Number(text(form, `unit${step}`) || 1)
    return templates.length > 0 ? [{ after: Math.round(after * unit), templates }] : []
  })
  const conditions = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].flatMap((line) => {
    const field = text(form, `field${line}`)
    const is = text(form, `is${line}`)
    const value = text(form, `value${line}`)
    if (!field) return []
    return [{ field, is, ...(value === '' ? {} : { value: valueIn(value) }) }]
  })
  const times = text(form, 'times')
  const group = text(form, 'group')
  return {
    name: text(form, 'name'),
    trigger: text(form, 'trigger'),
    conditions,
    steps,
    cap: times ? { times: Number(times), hours: Number(text(form, 'hours') || 24) } : null,
    quiet: form.get('quiet') !== null,
    links: form.get('links') !== null ? 'own' : 'none',
    audience:
      group === ''
        ? null
        : { ...restIn(text(form, 'rest')), ...(group === 'all' ? {} : { groups: [group] }) },
  }
}
