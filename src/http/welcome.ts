import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  applicationOf,
  changeEducatorProfile,
  educatorCard,
  formOf,
  ownContract,
  taxPolicyNow,
} from '#earnings'
import { offerOf } from '#live'
import { payeeOf } from '#payments'
import { APPLYING_NAMES } from './applying.ts'
import { actorOf, change, type Deps } from './edge.ts'
import { cardOr404, DetailSchema, detail, LanguagesSchema } from './educators.ts'
import { orNull, ZoneSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['applying']

const WELCOME_STEPS = ['contract', 'bank', 'tax', 'profile', 'availability', 'session'] as const

const WelcomeSchema = Type.Object(
  {
    open: Type.Boolean({ description: 'Somebody who came by an application and has steps left' }),
    country: orNull(Type.String({ description: 'Where they said they live' })),
    steps: Type.Array(
      Type.Object({ step: Type.Enum([...WELCOME_STEPS]), done: Type.Boolean() }, thing),
    ),
  },
  thing,
)

/** What is left to do before the first session. Reads what the modules know; nothing of it is kept twice. */
async function welcome(deps: Deps, educator: string) {
  const now = deps.clock.now()
  const owner = { type: 'person', id: educator } as const
  const [application, contract, card, payee, offer, [planned]] = await Promise.all([
    applicationOf(deps.db, educator),
    ownContract(deps.db, educator),
    educatorCard(deps.db, educator),
    payeeOf(deps.db, deps.payments.provider.id, owner),
    offerOf(deps.db, educator, now),
    deps.db<{ any: boolean }>`
      select exists (select from live.session_view
        where educator_id = ${educator} and state in ('published', 'started', 'completed')) as any`,
  ])
  const done: Record<(typeof WELCOME_STEPS)[number], boolean> = {
    contract: !contract || contract.acceptedAt !== null,
    bank: payee?.state === 'ready',
    tax: (await formOf(deps.db, owner)) !== undefined,
    profile: Boolean(card?.headline && card.about && card.languages.length > 0),
    availability: Boolean(offer && offer.weekly.length > 0),
    session: planned?.any === true,
  }
  // The tax form is a step where payouts wait for it.
  const { payoutsWait } = await taxPolicyNow(deps.db)
  const steps = WELCOME_STEPS.filter((step) => step !== 'tax' || payoutsWait).map((step) => ({
    step,
    done: done[step],
  }))
  const came = application?.state === 'approved'
  return {
    open: came && steps.some((one) => !one.done),
    country: payee?.country ?? (came ? application.country : null),
    steps,
  }
}

const ProfileBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120 }),
    zone: ZoneSchema,
    headline: Type.String({ maxLength: 160 }),
    about: Type.String({ maxLength: 5000 }),
    languages: LanguagesSchema,
  },
  thing,
)

/** The first steps of somebody who was approved, and their profile under every name. */
export const welcomeRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    for (const at of APPLYING_NAMES) await app.register(profileRoutes(deps), { prefix: at })
    app.get(
      '/educator/welcome',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'What is left to do before my first session',
          tags,
          response: { 200: WelcomeSchema },
        },
      },
      (request) => welcome(deps, actorOf(request).id),
    )
  }

const profileRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/profile',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'My profile, as everybody sees it',
          tags,
          response: { 200: DetailSchema },
        },
      },
      async (request) => detail(deps, await cardOr404(deps, actorOf(request).id)),
    )
    app.put(
      '/profile',
      {
        config: { needs: 'educator', opens: 'teaching.profile' },
        schema: {
          summary: 'My words about myself, all of them',
          tags,
          body: ProfileBody,
          response: { 200: DetailSchema },
        },
      },
      async (request) =>
        detail(
          deps,
          await change(deps, request, (tx, _now, { id }) =>
            changeEducatorProfile(tx, id, request.body),
          ),
        ),
    )
  }
