import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import type { Query } from '#base'
import {
  addPhone,
  askAddress,
  confirmAddress,
  confirmPhone,
  houseTexts,
  liftStop,
  openOtp,
  otpRulesOf,
  otpStops,
  PHONE_WAYS,
  phoneOf,
  phoneWays,
  removePhone,
  setHouseTexts,
  setOtpRules,
} from '#messaging'
import { audit } from '#people'
import { actorOf, change, type Deps } from './edge.ts'
import { LanguagesSchema, OtpRulesSchema } from './otp.ts'
import { IdSchema, InstantSchema, orNull } from './schemas.ts'

const closed = { additionalProperties: false } as const
const tags = ['phones']
const WaySchema = Type.Enum([...PHONE_WAYS])
const CountrySchema = Type.String({ pattern: '^[A-Z]{2}$', examples: ['IN'] })
const AskedSchema = Type.Object(
  {
    number: Type.String(),
    way: WaySchema,
    expiresAt: InstantSchema,
    againAt: Type.String({ format: 'date-time', description: 'Before then no other code is sent' }),
  },
  closed,
)
const CodeSchema = Type.String({ pattern: '^[0-9]{4,9}$' })
const VerdictSchema = Type.Object(
  {
    verdict: Type.Enum(['verified', 'wrong', 'over'], {
      description: 'over: it was used, locked, replaced, or has run out',
    }),
    left: Type.Integer({ description: 'Guesses that are left' }),
  },
  closed,
)
const PhoneSchema = Type.Object(
  {
    phone: orNull(
      Type.Object(
        {
          number: Type.String({ description: 'E.164' }),
          confirmedAt: InstantSchema,
          stopped: Type.Array(WaySchema, {
            description: 'They said STOP there, or nothing arrived: nothing is sent there',
          }),
        },
        closed,
      ),
    ),
    asked: orNull(AskedSchema),
    ways: Type.Array(WaySchema, { description: 'By which notices can go out now' }),
    countries: Type.Array(CountrySchema, { description: 'Whose numbers can be added' }),
  },
  closed,
)

/** How long a code holds, and when another may be asked for. */
const timesOf = (asked: { expiresAt: Temporal.Instant; againAt: Temporal.Instant }) => ({
  expiresAt: asked.expiresAt.toString(),
  againAt: asked.againAt.toString(),
})

/** People's phone numbers, and how the house writes to them. */
export const phoneRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(own(deps), { prefix: '/me/phone' })
    await app.register(address(deps), { prefix: '/me/email' })
    await app.register(desk(deps), { prefix: '/messaging/house-texts' })
  }

async function shown(
  q: Query,
  person: string,
  now: Temporal.Instant,
): Promise<Static<typeof PhoneSchema>> {
  const [{ phone, asked }, ways, { countries }] = await Promise.all([
    phoneOf(q, person, now),
    phoneWays(q, now),
    otpRulesOf(q, null),
  ])
  return {
    phone: phone && { ...phone, confirmedAt: phone.confirmedAt.toString() },
    asked: asked && { ...asked, ...timesOf(asked) },
    ways: PHONE_WAYS.filter((way) => ways[way] === null),
    countries,
  }
}

const own =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const key = openOtp(deps.config)
    app.get(
      '',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'My phone number, and by which ways notices can go there',
          response: { 200: PhoneSchema },
        },
      },
      (request) => shown(deps.db, actorOf(request).id, deps.clock.now()),
    )
    app.post(
      '',
      {
        config: { needs: 'person', limit: 'writing' },
        schema: {
          tags,
          summary: 'Add a phone number: a code is sent to it',
          body: Type.Object(
            {
              number: Type.String({ minLength: 5, maxLength: 30, examples: ['+919812345678'] }),
              country: Type.Optional(CountrySchema),
              way: WaySchema,
            },
            closed,
          ),
          response: { 201: AskedSchema },
        },
      },
      async (request, reply) => {
        const asked = await change(deps, request, (tx, now, { id: person, locale }) =>
          addPhone(tx, key, { ...request.body, person, language: locale, ip: request.ip }, now),
        )
        reply.code(201)
        return { ...asked, ...timesOf(asked) }
      },
    )
    app.post(
      '/confirm',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'Say the code that came; each guess counts, and a code confirms once',
          body: Type.Object({ code: CodeSchema }, closed),
          response: { 200: VerdictSchema },
        },
      },
      (request) =>
        change(deps, request, (tx, now, { id: person }) =>
          confirmPhone(tx, key, { person, code: request.body.code }, now),
        ),
    )
    app.delete(
      '',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'Take my number away, with what was chosen for it',
          response: { 200: PhoneSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, { id }) => {
          await removePhone(tx, id, now)
          return shown(tx, id, now)
        }),
    )
  }

/** An address to which letters came back is written to again once its person says a code that went there. */
const address =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const key = openOtp(deps.config)
    app.post(
      '/codes',
      {
        config: { needs: 'person', limit: 'writing' },
        schema: {
          tags,
          summary: 'Send a code to my e-mail address, to which letters came back',
          response: {
            201: Type.Object(
              { id: IdSchema, expiresAt: InstantSchema, againAt: InstantSchema },
              closed,
            ),
          },
        },
      },
      async (request, reply) => {
        const asked = await change(deps, request, (tx, now, { id: person }) =>
          askAddress(tx, key, { person, ip: request.ip }, now),
        )
        reply.code(201)
        return { id: asked.id, ...timesOf(asked) }
      },
    )
    app.post(
      '/confirm',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'Say the code that came to my address: letters go there again',
          body: Type.Object({ id: IdSchema, code: CodeSchema }, closed),
          response: { 200: VerdictSchema },
        },
      },
      (request) =>
        change(deps, request, (tx, now, { id: person }) =>
          confirmAddress(tx, key, { person, ...request.body }, now),
        ),
    )
  }

const TextsSchema = Type.Object(
  {
    version: Type.Integer({
      minimum: 0,
      maximum: 2_147_483_647,
      description: 'The one that was seen; 0 where none is set',
    }),
    whatsappTemplate: orNull(Type.String({ minLength: 1, maxLength: 100 })),
    languages: LanguagesSchema,
    dltTemplate: orNull(Type.String({ minLength: 1, maxLength: 40 })),
  },
  { ...closed, description: 'Templates with a single place, which holds the sentence' },
)

const DeskSchema = Type.Object(
  {
    texts: TextsSchema,
    codes: OtpRulesSchema,
    ways: Type.Record(
      WaySchema,
      orNull(
        Type.Enum(['no_provider', 'no_stock', 'no_template'], {
          description: 'Why nothing goes out that way now',
        }),
      ),
    ),
    stops: Type.Array(
      Type.Object(
        {
          country: CountrySchema,
          at: InstantSchema,
          sent: Type.Integer(),
          verified: Type.Integer(),
        },
        closed,
      ),
    ),
  },
  closed,
)

const about = { type: 'house', id: 'texts' }

/** For staff: templates and rules by which the house writes to phones. */
const desk =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const seen = async (q: Query, now: Temporal.Instant): Promise<Static<typeof DeskSchema>> => ({
      texts: await houseTexts(q),
      codes: await otpRulesOf(q, null),
      ways: await phoneWays(q, now),
      stops: (await otpStops(q, null)).map((one) => ({ ...one, at: one.at.toString() })),
    })
    app.get(
      '',
      {
        config: { needs: { staff: ['support', 'finance'] } },
        schema: {
          tags,
          summary: 'How the house writes to phones, and whether it can now',
          response: { 200: DeskSchema },
        },
      },
      () => seen(deps.db, deps.clock.now()),
    )
    app.put(
      '',
      {
        config: { needs: { staff: ['admin'] } },
        schema: {
          tags,
          summary: 'Set the templates of the house’s own notices',
          body: TextsSchema,
          response: { 200: DeskSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          const before = await houseTexts(tx)
          const after = await setHouseTexts(tx, request.body, by, now)
          const entry = { by, deed: 'house_texts.set', about, before, after, from: request.ip }
          await audit(tx, entry, now)
          return seen(tx, now)
        }),
    )
    app.put(
      '/codes',
      {
        config: { needs: { staff: ['admin'] } },
        schema: {
          tags,
          summary:
            'Set how the house’s own codes are made, sent and guarded, and to which countries',
          body: OtpRulesSchema,
          response: { 200: DeskSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          const before = await otpRulesOf(tx, null)
          const after = { ...before, ...request.body }
          await setOtpRules(tx, null, after, by, now)
          await audit(tx, { by, deed: 'otp.rules', about, before, after, from: request.ip }, now)
          return seen(tx, now)
        }),
    )
    app.post(
      '/codes/stops/:country/lift',
      {
        config: { needs: { staff: ['admin'] } },
        schema: {
          tags,
          summary: 'Let the house’s codes to a country go on that were stopped, and count anew',
          params: Type.Object({ country: CountrySchema }, closed),
          response: { 200: DeskSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          const { country } = request.params
          await liftStop(tx, { organization: null, country }, by, now)
          const entry = { by, deed: 'otp.stop_lifted', about, after: { country }, from: request.ip }
          await audit(tx, entry, now)
          return seen(tx, now)
        }),
    )
  }
