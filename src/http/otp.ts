import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  askOtp,
  inboxRulesOf,
  liftStop,
  openOtp,
  otpByDay,
  otpFigures,
  otpRulesOf,
  otpStops,
  setOtpRules,
  verifyOtp,
} from '#messaging'
import { audit } from '#people'
import { change, type Deps, deed } from './edge.ts'
import { IdSchema, InstantSchema, orNull, query } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['codes']
const Params = Type.Object({ organizationId: IdSchema }, thing)
const sends = { organization: ['owner', 'admin', 'manager'] as const }
const sees = { organization: ['owner', 'admin', 'manager', 'billing'] as const }
const CountrySchema = Type.String({ pattern: '^[A-Z]{2}$', examples: ['IN'] })
const WaySchema = Type.Enum(['sms', 'whatsapp', 'email'])

/** One-time passwords: for an organization's own system by the API, and how they went. */
export const otpRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (all) => {
    await all.register(
      async (app) => {
        await app.register(codes(deps))
        await app.register(rules(deps))
        await app.register(figures(deps))
      },
      { prefix: '/organizations/:organizationId/otp' },
    )
  }

const codes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const key = openOtp(deps.config)
    app.post(
      '',
      {
        config: { needs: { ...sends, key: 'codes:send' }, deed: true },
        schema: {
          summary: 'Send a code; the answer does not say whether the number exists',
          tags,
          params: Params,
          body: Type.Object(
            {
              to: Type.String({ minLength: 3, maxLength: 254 }),
              purpose: Type.Optional(
                Type.String({ pattern: '^[a-z][a-z0-9_.-]{0,39}$', default: 'login' }),
              ),
              way: Type.Optional(WaySchema),
              country: Type.Optional(CountrySchema),
              language: Type.Optional(
                Type.String({
                  pattern: '^[a-zA-Z]{2,3}([-_][A-Za-z]{2,4})?$',
                  description: 'What they read; left out, as their contact says',
                }),
              ),
              ip: Type.Optional(
                Type.String({
                  pattern: '^[0-9a-fA-F.:]{2,45}$',
                  description: 'Of whoever asks you, as you see it: requests are counted by it',
                }),
              ),
            },
            thing,
          ),
          response: {
            201: Type.Object(
              {
                id: IdSchema,
                expiresAt: InstantSchema,
                againAt: Type.String({
                  format: 'date-time',
                  description: 'Before then no other code is sent there',
                }),
              },
              thing,
            ),
          },
        },
      },
      (request, reply) => {
        reply.code(201)
        return deed(deps, request, reply, async (tx, now) => {
          const { organizationId: organization } = request.params
          const { purpose = 'login', ...rest } = request.body
          const asked = await askOtp(tx, key, { organization, purpose, ...rest }, now)
          return {
            id: asked.id,
            expiresAt: asked.expiresAt.toString(),
            againAt: asked.againAt.toString(),
          }
        })
      },
    )
    app.post(
      '/verify',
      {
        config: { needs: { ...sends, key: 'codes:send' } },
        schema: {
          summary: 'Check a code: each guess counts, and a code verifies once',
          tags,
          params: Params,
          body: Type.Object(
            { id: IdSchema, code: Type.String({ pattern: '^[0-9]{4,9}$' }) },
            thing,
          ),
          response: {
            200: Type.Object(
              {
                verdict: Type.Enum(['verified', 'wrong', 'over'], {
                  description: 'over: it was used, locked, replaced, or has run out',
                }),
                left: Type.Integer({ description: 'Guesses that are left' }),
                address: Type.Optional(Type.String()),
                purpose: Type.Optional(Type.String()),
              },
              thing,
            ),
          },
        },
      },
      (request) =>
        change(deps, request, (tx, now) => {
          const { organizationId: organization } = request.params
          return verifyOtp(tx, key, { organization, ...request.body }, now)
        }),
    )
  }

/** Languages of templates, as WhatsApp writes them: `en`, `pt_BR`. */
export const LanguagesSchema = Type.Array(
  Type.String({ pattern: '^[a-z]{2,3}(_[A-Z]{2})?$', examples: ['en', 'pt_BR'] }),
  {
    minItems: 1,
    maxItems: 40,
    uniqueItems: true,
    description: 'In which the template is approved; the first is for whoever reads none of them',
  },
)

const whole = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum })
export const OtpRulesSchema = Type.Object(
  {
    length: whole(4, 9),
    validSeconds: whole(60, 3_600),
    attempts: whole(1, 10),
    resendSeconds: whole(15, 600),
    way: WaySchema,
    fallbackWay: orNull(Type.Enum(['sms', 'whatsapp'])),
    fallbackSeconds: whole(30, 60),
    numberHour: whole(1, 100),
    ipHour: whole(1, 10_000),
    organizationHour: whole(1, 100_000),
    countries: Type.Array(CountrySchema, { maxItems: 250, uniqueItems: true }),
    pumpingSent: whole(5, 10_000),
    pumpingShare: whole(1, 100),
    words: Type.String({ minLength: 6, maxLength: 300 }),
    dltTemplate: orNull(Type.String({ minLength: 1, maxLength: 40 })),
    whatsappTemplate: orNull(Type.String({ minLength: 1, maxLength: 100 })),
    wordsBy: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z]{2,3}$' }),
        Type.String({ minLength: 6, maxLength: 300 }),
        {
          maxProperties: 40,
          description: 'The words for those who read other languages; left out, they stay',
        },
      ),
    ),
    whatsappLanguages: Type.Optional(LanguagesSchema),
  },
  thing,
)

const rules =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/rules',
      {
        config: { needs: sees },
        schema: {
          summary: 'How its codes are made, sent and guarded',
          tags,
          params: Params,
          response: { 200: OtpRulesSchema },
        },
      },
      ({ params }) => otpRulesOf(deps.db, params.organizationId),
    )
    app.put(
      '/rules',
      {
        config: { needs: { organization: ['owner', 'admin'] } },
        schema: {
          summary: 'Set them; codes that are out keep theirs',
          tags,
          params: Params,
          body: OtpRulesSchema,
          response: { 200: OtpRulesSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { organizationId: id } = request.params
          const by = `person:${actor.id}`
          const before = await otpRulesOf(tx, id)
          const after = { ...before, ...request.body }
          await setOtpRules(tx, id, after, by, now)
          const about = { type: 'organization', id }
          await audit(tx, { by, deed: 'otp.rules', about, before, after, from: request.ip }, now)
          return after
        }),
    )
    app.post(
      '/stops/:country/lift',
      {
        config: { needs: { organization: ['owner', 'admin'] } },
        schema: {
          summary: 'Let codes to a country go on that were stopped, and count anew',
          tags,
          params: Type.Object({ organizationId: IdSchema, country: CountrySchema }, thing),
          response: { 200: Type.Object({ country: CountrySchema }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { organizationId: organization, country } = request.params
          const by = `person:${actor.id}`
          await liftStop(tx, { organization, country }, by, now)
          const about = { type: 'organization', id: organization }
          const after = { country }
          await audit(tx, { by, deed: 'otp.stop_lifted', about, after, from: request.ip }, now)
          return { country }
        }),
    )
  }

const FiguresSchema = Type.Object(
  {
    countries: Type.Array(
      Type.Object(
        {
          country: orNull(Type.String({ description: 'Null: by e-mail' })),
          asked: Type.Integer(),
          sent: Type.Integer(),
          delivered: Type.Integer(),
          verified: Type.Integer(),
          locked: Type.Integer(),
          blocked: Type.Integer(),
          stopped: orNull(InstantSchema),
        },
        thing,
      ),
    ),
    days: Type.Array(
      Type.Object(
        {
          day: Type.String({ format: 'date' }),
          sent: Type.Integer(),
          verified: Type.Integer(),
        },
        thing,
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
        thing,
      ),
    ),
  },
  thing,
)

const figures =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/figures',
      {
        config: { needs: sees },
        schema: {
          summary: 'What became of its codes, by country and day',
          tags,
          params: Params,
          querystring: query({ days: Type.Optional(whole(1, 90)) }),
          response: { 200: FiguresSchema },
        },
      },
      async ({ params: { organizationId }, query: { days = 30 } }) => {
        const { db, clock } = deps
        const since = clock.now().subtract({ hours: 24 * days })
        const { zone } = await inboxRulesOf(db, organizationId)
        const [countries, byDay, stops] = await Promise.all([
          otpFigures(db, organizationId, since),
          otpByDay(db, organizationId, { since, zone }),
          otpStops(db, organizationId),
        ])
        return {
          countries: countries.map((one) => ({
            ...one,
            stopped: one.stopped?.toString() ?? null,
          })),
          days: byDay,
          stops: stops.map((one) => ({ ...one, at: one.at.toString() })),
        }
      },
    )
  }
