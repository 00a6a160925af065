import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { atomically, type Query } from '#base'
import {
  choose,
  followUnsubscribe,
  GROUPS,
  LANGUAGES,
  languageOf,
  PHONE_WAYS,
  preferencesOf,
  type QuietHours,
  quietHoursOf,
  readUnsubscribe,
  returnedOf,
  setQuietHours,
  WISH_CHANNELS,
} from '#messaging'
import { onePerson } from '#people'
import { actorOf, change, type Deps } from './edge.ts'
import { InstantSchema, orNull, query } from './schemas.ts'

const closed = { additionalProperties: false } as const
const GroupSchema = Type.Enum([...GROUPS])

const PreferencesSchema = Type.Object(
  {
    language: Type.String({
      description: 'The language of notices and e-mails: it follows the locale of /api/me',
    }),
    languages: Type.Array(Type.String()),
    returned: orNull(
      Type.Object(
        { address: Type.String(), at: InstantSchema, words: Type.String() },
        {
          ...closed,
          description:
            'E-mails to my address came back, and what its server said; none is sent now',
        },
      ),
    ),
    items: Type.Array(
      Type.Object(
        {
          group: GroupSchema,
          app: Type.Boolean(),
          email: Type.Boolean(),
          always: Type.Boolean({ description: 'It cannot be switched off' }),
          emails: Type.Boolean({ description: 'Whether any of it goes out by e-mail' }),
          phone: orNull(
            Type.Enum([...PHONE_WAYS], {
              description: 'By which way what cannot wait goes to my phone too',
            }),
          ),
          texts: Type.Boolean({ description: 'Whether any of it is worth that' }),
        },
        closed,
      ),
    ),
  },
  closed,
)

const ClockSchema = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })
const QuietSchema = Type.Object(
  {
    kept: Type.Boolean({ description: 'False: e-mails are sent by night, too' }),
    from: ClockSchema,
    until: ClockSchema,
  },
  { ...closed, description: 'My night, on the clock of my zone: e-mails that can wait do' },
)

const shown = ({ kept, from, until }: QuietHours) => ({
  kept,
  from: clockOf(from),
  until: clockOf(until),
})
const clockOf = (minute: number) =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')
const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

const LinkSchema = Type.Object(
  { group: GroupSchema, email: Type.Boolean({ description: 'Whether e-mails of it are sent' }) },
  closed,
)

const TokenParams = query({ token: Type.String({ minLength: 10, maxLength: 200 }) })

/** What a person wants to be told, and the links in e-mails that switch kinds of them off. */
export const preferencesRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const answer = async (
      q: Query,
      { id, locale, email }: { id: string; locale: string; email: string },
    ) => {
      const returned = await returnedOf(q, email, deps.clock.now())
      return {
        language: languageOf(locale),
        languages: Object.keys(LANGUAGES),
        returned: returned && { ...returned, at: returned.at.toString() },
        items: await preferencesOf(q, id),
      }
    }
    app.get(
      '/me/notices',
      {
        config: { needs: 'person' },
        schema: {
          tags: ['notices'],
          summary: 'What I am told of, by group and channel, and in which language',
          response: { 200: PreferencesSchema },
        },
      },
      (request) => answer(deps.db, actorOf(request)),
    )
    app.patch(
      '/me/notices',
      {
        config: { needs: 'person' },
        schema: {
          tags: ['notices'],
          summary: 'Change what I am told of',
          body: Type.Object(
            {
              wishes: Type.Array(
                Type.Object(
                  {
                    group: GroupSchema,
                    channel: Type.Enum([...WISH_CHANNELS]),
                    told: Type.Boolean(),
                  },
                  closed,
                ),
                { minItems: 1, maxItems: GROUPS.length * WISH_CHANNELS.length },
              ),
            },
            closed,
          ),
          response: { 200: PreferencesSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, { id }) => {
          await choose(tx, id, request.body.wishes, now)
          return answer(tx, await onePerson(tx, id))
        }),
    )
    app.get(
      '/me/quiet-hours',
      {
        config: { needs: 'person' },
        schema: {
          tags: ['notices'],
          summary: 'When no e-mail is sent to me that can wait',
          response: { 200: QuietSchema },
        },
      },
      async (request) => shown(await quietHoursOf(deps.db, actorOf(request).id)),
    )
    app.put(
      '/me/quiet-hours',
      {
        config: { needs: 'person' },
        schema: {
          tags: ['notices'],
          summary: 'Say when no e-mail is to be sent to me that can wait',
          body: QuietSchema,
          response: { 200: QuietSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, { id }) => {
          const { kept, from, until } = request.body
          const night = { kept, from: minuteOf(from), until: minuteOf(until) }
          return shown(await setQuietHours(tx, id, night, now))
        }),
    )
    await app.register(unsubscribing(deps))
  }

/**
 * The links of List-Unsubscribe (RFC 8058). A mail program posts a form, and it is done; a person who
 * follows the link comes to a page that asks first, so that no scanner of links decides for them.
 */
const unsubscribing =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    // Whatever form a mail program sends, all that it says is in the address.
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data'])
      app.addContentTypeParser(
        type,
        { parseAs: 'string', bodyLimit: 4_096 },
        (_request, _body, done) => done(null, {}),
      )
    app.get(
      '/unsubscribe/:token',
      {
        config: { needs: 'anyone' },
        schema: {
          tags: ['notices'],
          summary: 'Where a link in an e-mail leads: to the page that asks first',
          params: TokenParams,
        },
      },
      (request, reply) =>
        reply.redirect(`/unsubscribe/${encodeURIComponent(request.params.token)}`, 303),
    )
    app.get(
      '/unsubscribe/:token/about',
      {
        config: { needs: 'anyone' },
        schema: {
          tags: ['notices'],
          summary: 'Which e-mails a link switches off, and whether they are',
          params: TokenParams,
          response: { 200: LinkSchema },
        },
      },
      async (request) => {
        const { group, email } = await readUnsubscribe(deps.db, request.params.token)
        return { group, email }
      },
    )
    app.post(
      '/unsubscribe/:token',
      {
        config: { needs: 'anyone' },
        schema: {
          tags: ['notices'],
          summary: 'Switches the e-mails of a link off at once, without signing in',
          params: TokenParams,
          response: { 200: LinkSchema },
        },
      },
      (request) => follow(deps, request.params.token, false),
    )
    app.delete(
      '/unsubscribe/:token',
      {
        config: { needs: 'anyone' },
        schema: {
          tags: ['notices'],
          summary: 'Takes that back: e-mails of the link are sent again',
          params: TokenParams,
          response: { 200: LinkSchema },
        },
      },
      (request) => follow(deps, request.params.token, true),
    )
  }

function follow(deps: Deps, token: string, told: boolean) {
  return atomically(deps.db, (tx) => followUnsubscribe(tx, { token, told }, deps.clock.now()))
}
