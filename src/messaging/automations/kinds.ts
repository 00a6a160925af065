import { type Query, type Tx, toJson } from '#base'
import { refuse } from './problems.ts'
import { type EventSchema, type FieldSchema, readSchema } from './schema.ts'

/** An event that automations can wait for. */
export type EventKind = {
  name: string
  /** What happened, as a person would say it. */
  says: string
  schema: EventSchema
  /** Whether the organization defined it itself. */
  own: boolean
}

const text = (title: string, example: string): FieldSchema => ({
  type: 'string',
  title,
  maxLength: 200,
  examples: [example],
})
const moment = (title: string, example: string): FieldSchema => ({
  type: 'string',
  format: 'date-time',
  title,
  examples: [example],
})
const day = (title: string, example: string): FieldSchema => ({
  type: 'string',
  format: 'date',
  title,
  examples: [example],
})
const link = (title: string): FieldSchema => ({
  type: 'string',
  format: 'uri',
  title,
  examples: ['https://library.example/pay/4711'],
})
const amount = (title: string): FieldSchema => ({
  type: 'number',
  title,
  minimum: 0,
  examples: [500],
})

const kind = (
  name: string,
  says: string,
  properties: Record<string, FieldSchema>,
  required: string[] = [],
): EventKind => ({ name, says, schema: { type: 'object', properties, required }, own: false })

/** What every organization can tell of, without defining it. */
export const EVENT_KINDS_OF_ALL: readonly EventKind[] = [
  kind(
    'seat_booked',
    'Somebody booked a seat in the reading room',
    {
      seat: text('Seat', 'B-17'),
      room: text('Room', 'Reading room 2'),
      starts_at: moment('From', '2026-11-23T03:30:00Z'),
      ends_at: moment('Until', '2026-11-23T11:30:00Z'),
      day: day('Day', '2026-11-23'),
      hour: text('Hour, as it is to be read', '9:00'),
    },
    ['seat'],
  ),
  kind(
    'session_booked',
    'Somebody booked a class or a conversation',
    {
      title: text('Session', 'Spanish for beginners'),
      educator: text('With', 'Inés Vega'),
      starts_at: moment('From', '2026-11-23T03:30:00Z'),
      day: day('Day', '2026-11-23'),
      hour: text('Hour, as it is to be read', '9:00'),
      link: link('Where it is'),
    },
    ['title'],
  ),
  kind(
    'fee_due',
    'A fee is to be paid',
    {
      amount: amount('Amount'),
      currency: text('Currency', 'INR'),
      due_on: day('Until', '2026-12-05'),
      month: text('For', 'December'),
      overdue_days: { type: 'integer', title: 'Days overdue', minimum: 0, examples: [0] },
      link: link('Where it is paid'),
    },
    ['amount'],
  ),
  kind(
    'payment_received',
    'A payment has arrived',
    {
      amount: amount('Amount'),
      currency: text('Currency', 'INR'),
      receipt: text('Receipt number', 'R-2026-0042'),
      paid_on: day('On', '2026-11-22'),
      link: link('Receipt'),
    },
    ['amount'],
  ),
  kind(
    'expiry_notice',
    'A membership or a plan runs out',
    {
      plan: text('What runs out', 'Monthly membership'),
      expires_on: day('On', '2026-11-30'),
      days_left: { type: 'integer', title: 'Days left', minimum: 0, examples: [7] },
      link: link('Where it is renewed'),
    },
    ['plan'],
  ),
  kind(
    'invoice_issued',
    'An invoice was written',
    {
      number: text('Number', 'INV-2026-0042'),
      amount: amount('Amount'),
      currency: text('Currency', 'INR'),
      due_on: day('Until', '2026-12-05'),
      link: link('Invoice'),
    },
    ['number'],
  ),
  kind('announcement', 'There is something to announce', {
    title: text('Title', 'Closed on Sunday'),
    words: {
      type: 'string',
      title: 'Words',
      maxLength: 1000,
      examples: ['We open again on Monday.'],
    },
    link: link('More'),
  }),
  kind('newsletter', 'A newsletter is out', {
    title: text('Title', 'December at the library'),
    words: { type: 'string', title: 'Words', maxLength: 1000, examples: ['New books have come.'] },
    link: link('More'),
  }),
]

type Row = { name: string; says: string; schema: EventSchema }

/** All events that an organization's automations can wait for, its own last. */
export async function eventKindsOf(q: Query, organization: string): Promise<EventKind[]> {
  const own = await q<Row>`
    select name, says, schema from messaging.event_kind where organization_id = ${organization} order by name`
  return [...EVENT_KINDS_OF_ALL, ...own.map((row) => ({ ...row, own: true }))]
}

/** One of them. Refusal: event_name_unknown. */
export async function eventKindOf(
  q: Query,
  organization: string,
  name: string,
): Promise<EventKind> {
  const known = EVENT_KINDS_OF_ALL.find((one) => one.name === name)
  if (known) return known
  const [row] = await q<Row>`
    select name, says, schema from messaging.event_kind
    where organization_id = ${organization} and name = ${name}`
  if (!row) throw refuse('event_name_unknown', { name })
  return { ...row, own: true }
}

/** Defines an event of an organization's own, or describes it anew. Refusals: event_name_taken, event_schema_refused. */
export async function defineEvent(
  tx: Tx,
  organization: string,
  { name, says, schema }: { name: string; says: string; schema: Record<string, unknown> },
  by: string,
  now: Temporal.Instant,
): Promise<EventKind> {
  if (EVENT_KINDS_OF_ALL.some((one) => one.name === name))
    throw refuse('event_name_taken', { name })
  const read = readSchema(schema)
  await tx`
    insert into messaging.event_kind (organization_id, name, says, schema, made_by, made_at, changed_at)
    values (${organization}, ${name}, ${says}, ${toJson(read)}::jsonb, ${by}, ${now}, ${now})
    on conflict (organization_id, name) do update
      set says = excluded.says, schema = excluded.schema, changed_at = excluded.changed_at`
  return { name, says, schema: read, own: true }
}
