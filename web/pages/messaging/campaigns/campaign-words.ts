import type { Campaign } from '../../../api/campaigns.ts'
import { text } from '../../../components/deeds.ts'
import type { Tone } from '../../../components/Tag.tsx'

/** The states of a campaign, as people say them. */
export const STATES: Record<Campaign['state'], readonly [Tone, string]> = {
  draft: ['plain', 'Draft'],
  scheduled: ['accent', 'Planned'],
  reserving: ['accent', 'Reserving credits'],
  sending: ['accent', 'Sending'],
  paused: ['attention', 'Paused'],
  done: ['good', 'Sent'],
  cancelled: ['plain', 'Cancelled'],
}

export const MESSAGE_STATES: Record<string, string> = {
  waiting: 'Waiting to leave',
  leaving: 'Leaving',
  unknown: 'Unknown, and not sent again',
  accepted: 'Taken by the provider',
  sent: 'On their way',
  delivered: 'Delivered',
  read: 'Read',
  failed: 'Failed',
  called_back: 'Called back before they left',
  refused: 'Refused before sending',
}

const REASONS: Record<string, string> = {
  recipient_opted_out: 'They said stop',
  recipient_suppressed: 'Messages to them came back, or they complained',
  recipient_consent_missing: 'They have not allowed offers',
  message_credits_short: 'Not enough message credits',
  message_called_back: 'Called back before it left',
  message_run_out: 'It could not leave in time',
  campaign_cancelled: 'The campaign was cancelled',
  variable_missing: 'A value for the text is missing',
  variable_invalid: 'A value does not fit the text',
  variable_too_long: 'A value is too long for the text',
  conditions_unmet: 'Its conditions are not met',
  event_contact_needed: 'The event names nobody',
  contact_unknown: 'The contact is no longer here',
  nobody_reached: 'No way reached them',
  address_missing: 'No address on this way',
  frequency_cap: 'They have been written to often enough',
  automation_off: 'The automation was switched off',
  bad_recipient: 'The address takes no messages',
  no_consent: 'They do not want messages',
  window_closed: 'WhatsApp’s 24 hours are over',
  bad_content: 'The text was not accepted',
  messages_suspended: 'Sending is suspended',
  night: 'It is night there',
}

/** A code as a sentence; one that has none stays a code. */
export const reasonOf = (code: string): string => REASONS[code] ?? code.replaceAll('_', ' ')

/** What a form says of a campaign, as the API takes it. */
export function campaignFrom(form: FormData, zone: string) {
  const label = (name: 'A' | 'B') => {
    const template = text(form, `template${name}`)
    if (!template) return []
    const subject = text(form, `subject${name}`)
    return [{ label: name, template, subject: subject || null, said: saidIn(text(form, 'said')) }]
  }
  const texts = [...label('A'), ...label('B')]
  const timing = text(form, 'timing') as 'now' | 'at' | 'local'
  const at = text(form, 'at')
  const group = text(form, 'group')
  const rule = text(form, 'rule')
  const perMinute = text(form, 'perMinute')
  return {
    name: text(form, 'name'),
    texts,
    audience: { ...restIn(text(form, 'rest')), ...(group ? { groups: [group] } : {}) },
    when:
      timing === 'now'
        ? { timing }
        : { timing, at: timing === 'at' ? instantIn(at, zone) : at.slice(0, 16) },
    quiet: form.get('quiet') !== null,
    perMinute: perMinute ? Number(perMinute) : null,
    links: text(form, 'links'),
    test:
      texts.length === 2
        ? {
            percent: Number(text(form, 'percent') || 20),
            rule,
            minutes: rule === 'by_hand' ? null : Number(text(form, 'hours') || 4) * 60,
          }
        : null,
  }
}

/** What an audience says beside its group, as the API gave it: this form keeps it as it is. */
export function restIn(said: string): Record<string, unknown> {
  try {
    return said === '' ? {} : JSON.parse(said)
  } catch {
    return {}
  }
}

export const restOf = (audience: Campaign['audience'] | null | undefined): string => {
  const { groups: _, ...rest } = audience ?? {}
  return JSON.stringify(rest)
}

/** `2026-11-24T18:00` on somebody's clock, as a moment; what is none stays as it is, to be refused. */
function instantIn(at: string, zone: string): string {
  try {
    return Temporal.PlainDateTime.from(at).toZonedDateTime(zone).toInstant().toString()
  } catch {
    return at
  }
}

/** The same back, for a field. */
export const localIn = (at: string, zone: string): string =>
  Temporal.Instant.from(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })

/** Lines of `name = value`. */
function saidIn(lines: string): Record<string, string> {
  return Object.fromEntries(
    lines.split('\n').flatMap((line) => {
      const [name = '', ...value] = line.split('=')
      return name.trim() && value.length > 0 ? [[name.trim(), value.join('=').trim()]] : []
    }),
  )
}

export const linesOf = (said: Record<string, string> | undefined): string =>
  Object.entries(said ?? {})
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n')
