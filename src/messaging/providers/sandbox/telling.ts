import { newId } from '#base'
import type { Outgoing, Told } from '../provider.ts'
import type { Scenario } from './scenarios.ts'

type Report = Extract<Told, { is: 'report' }>
/** What is told, and how many seconds after the message. */
type Planned = readonly [seconds: number, told: Told]

const LATE_SECONDS = 8 * 24 * 3600

/** All that the sandbox is going to tell of a message that it took, each `at` the hour when it is told. */
export function toldOf(
  outgoing: Outgoing,
  scenario: Scenario,
  seconds: number,
  now: Temporal.Instant,
): Told[] {
  return planned(outgoing, scenario, seconds, now).map(([after, told]) => ({
    ...told,
    at: now.add({ seconds: after }),
  }))
}

/** What can be said of a message. */
function sayings({ id: attempt, to, content: { way } }: Outgoing, at: Temporal.Instant) {
  const report = (state: Report['state'], more: Partial<Report> = {}): Report => ({
    is: 'report',
    event: newId(),
    // Filled in by the sandbox, with its own name for the message.
    ref: '',
    attempt,
    to,
    state,
    at,
    ...more,
  })
  const failed = (code: string, words: string) => report('failed', { code, words })
  const about = (is: 'opted_out' | 'complained' | 'bounced'): Told => ({
    is,
    event: newId(),
    ref: '',
    attempt,
    way,
    address: to,
    lasting: true,
    at,
  })
  const said = (text: string): Told => ({
    is: 'inbound',
    event: newId(),
    way,
    from: to,
    to: 'sandbox',
    text,
    at,
  })
  return { report, failed, about, said }
}

function planned(
  outgoing: Outgoing,
  scenario: Scenario,
  s: number,
  at: Temporal.Instant,
): Planned[] {
  const { report, failed, about, said } = sayings(outgoing, at)
  const delivered = report('delivered')
  switch (scenario) {
    case 'delivered-twice':
      return [
        [s, delivered],
        [s + 1, { ...delivered, event: newId() }],
      ]
    case 'delivered-then-failed':
      return [
        [s, delivered],
        [s + 60, failed('unreachable', 'The handset cannot be reached.')],
      ]
    case 'read-first':
      return [
        [s, report('read')],
        [s + 1, delivered],
      ]
    case 'read':
      return [
        [s, delivered],
        [s + 1, report('read')],
      ]
    case 'never':
      return []
    case 'late':
      return [[LATE_SECONDS, report('delivered', { attempt: undefined })]]
    case 'told-first':
      return [[0, delivered]]
    case 'unreachable':
      return [[s, failed('unreachable', 'The handset cannot be reached.')]]
    case 'dnd':
      return [[s, failed('dnd', 'The number is on the do-not-disturb register.')]]
    case 'dlt-mismatch':
      return [[s, failed('dlt_mismatch', 'The text does not match its DLT template.')]]
    case 'recategorised':
      return [[s, report('delivered', { category: 'marketing', billable: true })]]
    case 'more-segments':
      return [[s, report('delivered', { segments: 2 })]]
    case 'bounce':
      return [
        [s, failed('bounce', 'Their server refused it for good.')],
        [s, about('bounced')],
      ]
    case 'complaint':
      return [
        [s, delivered],
        [s + 60, about('complained')],
      ]
    case 'reply':
      return [
        [s, delivered],
        [s + 5, said('Thank you, I will come.')],
      ]
    case 'stop':
      return [
        [s, delivered],
        [s + 5, said('STOP')],
      ]
    default:
      return [[s, delivered]]
  }
}
