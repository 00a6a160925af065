import { type Static, Type } from 'typebox'
import type {
  Campaign,
  CampaignFigures,
  CampaignQuote,
  CampaignWords,
  ReceiverRow,
} from '#messaging'
import { IdSchema, InstantSchema, orNull, ValueSchema } from './schemas.ts'

export const thing = { additionalProperties: false } as const
const Count = Type.Integer({ minimum: 0 })
/** Units of message credits: whole numbers, as text, for they may be large. */
const Units = Type.String({ pattern: '^[0-9]{1,18}$', examples: ['1000'] })
const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })
const LabelSchema = Type.Enum(['A', 'B'])
export const WaySchema = Type.Enum(['sms', 'whatsapp', 'email'])

/** Who is written to; left out, everybody. */
export const AudienceSchema = Type.Object(
  {
    groups: Type.Optional(Type.Array(IdSchema, { maxItems: 50 })),
    contacts: Type.Optional(Type.Array(IdSchema, { maxItems: 1000 })),
    filter: Type.Optional(
      Type.Object(
        {
          match: Type.Enum(['all', 'any']),
          conditions: Type.Array(
            Type.Object(
              {
                field: Type.String({ minLength: 1, maxLength: 60 }),
                test: Type.Enum(['is', 'is_not', 'contains', 'over', 'under', 'known', 'unknown']),
                value: Type.Optional(Type.String({ maxLength: 200 })),
              },
              thing,
            ),
            { minItems: 1, maxItems: 20 },
          ),
        },
        thing,
      ),
    ),
  },
  thing,
)

const Said = Type.Record(
  Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }),
  Type.String({ maxLength: 1000 }),
)
const TextSchema = Type.Object(
  {
    label: LabelSchema,
    template: IdSchema,
    subject: Type.Optional(orNull(Type.String({ minLength: 1, maxLength: 200 }))),
    said: Type.Optional(Said),
  },
  thing,
)
const WhenSchema = Type.Object(
  {
    timing: Type.Enum(['now', 'at', 'local']),
    at: Type.Optional(
      Type.String({
        maxLength: 40,
        description: 'at: a moment; local: a date and an hour without a zone, 2026-12-24T18:00',
      }),
    ),
  },
  thing,
)
const TestSchema = Type.Object(
  {
    percent: Type.Integer({ minimum: 2, maximum: 100 }),
    rule: Type.Enum(['clicks', 'opens', 'delivered', 'by_hand']),
    minutes: orNull(Type.Integer({ minimum: 10, maximum: 20160 })),
  },
  thing,
)
const said = {
  name: Name,
  texts: Type.Array(TextSchema, { maxItems: 2 }),
  audience: AudienceSchema,
  when: WhenSchema,
  quiet: Type.Boolean({ description: 'Whether nights of receivers are kept' }),
  perMinute: orNull(Type.Integer({ minimum: 1, maximum: 100_000 })),
  links: Type.Enum(['none', 'shared', 'own']),
  test: orNull(TestSchema),
}
export const CampaignBody = Type.Object(said, thing)
export const ChangeBody = Type.Object(
  { ...said, version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) },
  thing,
)
export const StateSchema = Type.Enum([
  'draft',
  'scheduled',
  'reserving',
  'sending',
  'paused',
  'done',
  'cancelled',
])

/** What came over HTTP as campaigns read it; what is not a moment is refused by `asked`. */
export function wordsFrom(
  { texts, when, ...rest }: Static<typeof CampaignBody>,
  asked: (at: string, timing: 'at' | 'local') => void,
): CampaignWords {
  const at = when.at ?? ''
  if (when.timing !== 'now') asked(at, when.timing)
  return {
    ...rest,
    texts: texts.map(({ label, template, subject = null, said: own = {} }) => ({
      label,
      template,
      subject,
      said: own,
    })),
    when:
      when.timing === 'at'
        ? { timing: 'at', at: Temporal.Instant.from(at) }
        : when.timing === 'local'
          ? { timing: 'local', at: at.slice(0, 16) }
          : { timing: 'now' },
    shortfall: 'refuse',
  }
}

export const CampaignSchema = Type.Object(
  {
    id: IdSchema,
    ...said,
    texts: Type.Array(
      Type.Object({ ...TextSchema.properties, templateVersion: orNull(Type.Integer()) }, thing),
    ),
    way: orNull(WaySchema),
    category: orNull(Type.String()),
    shortfall: Type.Enum(['refuse', 'fit']),
    winner: orNull(LabelSchema),
    winnerAt: orNull(InstantSchema),
    state: StateSchema,
    stateAt: InstantSchema,
    words: orNull(Type.String()),
    deeds: Type.Array(Type.String(), { description: 'What a person can do with it now' }),
    version: Type.Integer(),
    madeAt: InstantSchema,
    dueAt: orNull(InstantSchema),
    frozenAt: orNull(InstantSchema),
    endedAt: orNull(InstantSchema),
  },
  thing,
)

export function campaignFrom(
  {
    organization: _o,
    hold: _h,
    stateBy: _s,
    madeBy: _m,
    winnerBy: _w,
    size: _z,
    steps: _n,
    ...own
  }: Campaign,
  deeds: string[],
): Static<typeof CampaignSchema> {
  return {
    ...own,
    deeds,
    when:
      own.when.timing === 'now'
        ? { timing: 'now' }
        : { timing: own.when.timing, at: `${own.when.at}` },
    winnerAt: own.winnerAt?.toString() ?? null,
    stateAt: own.stateAt.toString(),
    madeAt: own.madeAt.toString(),
    dueAt: own.dueAt?.toString() ?? null,
    frozenAt: own.frozenAt?.toString() ?? null,
    endedAt: own.endedAt?.toString() ?? null,
  } as Static<typeof CampaignSchema>
}

const SizeSchema = Type.Object(
  {
    contacts: Count,
    recipients: Count,
    withoutAddress: Count,
    suppressed: Count,
    optedOut: Count,
    withoutConsent: Count,
    sharing: Count,
  },
  thing,
)
const Counted = Type.Array(Type.Object({ reason: Type.String(), count: Count }, thing))

export const QuoteSchema = Type.Object(
  {
    asset: Type.String(),
    size: SizeSchema,
    receivers: Count,
    unwritable: Counted,
    segments: Count,
    longest: Count,
    units: Units,
    worst: Units,
    worth: ValueSchema,
    available: Units,
    short: Units,
    fit: Count,
    samples: Type.Array(
      Type.Object(
        {
          label: LabelSchema,
          to: Type.String(),
          subject: orNull(Type.String()),
          text: Type.String(),
          segments: Count,
          units: Units,
        },
        thing,
      ),
    ),
  },
  thing,
)

export const quoteFrom = (quote: CampaignQuote): Static<typeof QuoteSchema> => ({
  ...quote,
  unwritable: Object.entries(quote.unwritable).map(([reason, count]) => ({ reason, count })),
  units: `${quote.units}`,
  worst: `${quote.worst}`,
  available: `${quote.available}`,
  short: `${quote.short}`,
  samples: quote.samples.map(({ label, to, content, segments, units }) => ({
    label,
    to,
    subject: content.way === 'email' ? content.subject : null,
    text: content.text,
    segments,
    units: `${units}`,
  })),
})

export const FiguresSchema = Type.Object(
  {
    receivers: Count,
    waiting: Count,
    written: Count,
    leftOut: Counted,
    next: orNull(InstantSchema),
    messages: Type.Record(Type.String(), Count),
    failures: Counted,
    units: Units,
    captured: Units,
    tried: Type.Array(
      Type.Object(
        { label: LabelSchema, written: Count, delivered: Count, read: Count, clicked: Count },
        thing,
      ),
    ),
    clicks: Type.Array(
      Type.Object(
        { url: Type.String(), label: orNull(LabelSchema), clicks: Count, receivers: orNull(Count) },
        thing,
      ),
    ),
  },
  thing,
)

export const figuresFrom = (figures: CampaignFigures): Static<typeof FiguresSchema> => ({
  ...figures,
  next: figures.next?.toString() ?? null,
  messages: figures.messages as Record<string, number>,
  units: `${figures.units}`,
  captured: `${figures.captured}`,
})

export const ReceiverSchema = Type.Object(
  {
    contact: IdSchema,
    name: Type.String(),
    address: Type.String(),
    label: orNull(LabelSchema),
    sendAt: orNull(InstantSchema),
    state: Type.Enum(['waiting', 'written', 'left_out']),
    refusal: orNull(Type.String()),
    message: orNull(IdSchema),
    messageState: orNull(Type.String()),
    reason: orNull(Type.String()),
    said: orNull(Type.String()),
    units: Units,
    position: Count,
  },
  thing,
)
export const receiverFrom = (row: ReceiverRow): Static<typeof ReceiverSchema> => ({
  ...row,
  sendAt: row.sendAt?.toString() ?? null,
  units: `${row.units}`,
})

/** Receivers as lines of a file. */
export const CSV_HEAD = [
  'name',
  'address',
  'text',
  'planned',
  'state',
  'reason',
  'provider said',
  'units',
]
export const csvRow = (row: ReceiverRow) => [
  row.name,
  row.address,
  row.label ?? '',
  row.sendAt?.toString() ?? '',
  row.messageState ?? row.state,
  row.refusal ?? row.reason ?? '',
  row.said ?? '',
  row.state === 'left_out' ? 0n : row.units,
]

/** What happened to a campaign. */
export const HistorySchema = Type.Object(
  {
    deed: Type.String(),
    to: StateSchema,
    by: Type.String({ description: 'A name, or `schedule`' }),
    words: Type.Union([Type.String(), Type.Null()]),
    at: InstantSchema,
  },
  thing,
)
