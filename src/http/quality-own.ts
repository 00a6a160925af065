import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  appealMeasure,
  listMeasures,
  sayTechnical,
  scorecardOf,
  signalsOf,
  TROUBLES,
  technicalOf,
} from '#live'
import { actorOf, change, type Deps } from './edge.ts'
import { refuse } from './problems.ts'
import {
  CardSchema,
  cardOf,
  FindingSchema,
  MeasureSchema,
  measureOf,
  SignalSchema,
  signalOf,
} from './quality-shapes.ts'
import { IdParams, IdSchema, InstantSchema, orNull } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['quality']

const SaidSchema = Type.Object(
  {
    said: orNull(
      Type.Object(
        { what: Type.Enum([...TROUBLES]), words: Type.String(), at: InstantSchema },
        thing,
      ),
    ),
  },
  thing,
)

/** Quality for those whose it is: an educator's own scorecard, and what did not work in a session. */
export const ownQualityRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = deps
    app.get(
      '/educator/quality',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'My scorecard, and the measures about me',
          tags,
          response: {
            200: Type.Object(
              {
                card: CardSchema,
                findings: Type.Array(FindingSchema),
                signals: Type.Array(SignalSchema),
                measures: Type.Array(MeasureSchema),
              },
              thing,
            ),
          },
        },
      },
      async (request) => {
        const { id } = actorOf(request)
        const found = await scorecardOf(db, id, deps.clock.now())
        if (!found) throw refuse('not_found')
        const [signals, measures] = await Promise.all([
          signalsOf(db, id),
          listMeasures(db, { educator: id }),
        ])
        return {
          card: cardOf(found.figures, found.findings, found.policy),
          findings: found.findings,
          // Who reported them is nobody's to guess.
          signals: signals.filter(({ kind }) => kind !== 'report').map(signalOf),
          measures: measures.map((one) => measureOf(one, 'educator')),
        }
      },
    )
    app.post(
      '/educator/quality/measures/:id/appeal',
      {
        config: { needs: 'educator', limit: 'writing' },
        schema: {
          summary: 'Ask staff to look at a measure again',
          tags,
          params: IdParams,
          body: Type.Object({ words: Type.String({ minLength: 3, maxLength: 4000 }) }, thing),
          response: { 200: Type.Object({ id: IdSchema }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          await appealMeasure(tx, id, actor.id, request.body.words, now)
          return { id }
        }),
    )
    const said = async (session: string, person: string) => {
      const found = await technicalOf(db, session, person)
      return { said: found && { ...found, at: found.at.toString() } }
    }
    app.get(
      '/sessions/:id/technical',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'What I said did not work in a session',
          tags,
          params: IdParams,
          response: { 200: SaidSchema },
        },
      },
      (request) => said(request.params.id, actorOf(request).id),
    )
    app.post(
      '/sessions/:id/technical',
      {
        config: { needs: 'person', limit: 'writing' },
        schema: {
          summary: 'Say that something did not work in a session that is over',
          tags,
          params: IdParams,
          body: Type.Object(
            { what: Type.Enum([...TROUBLES]), words: Type.String({ maxLength: 2000 }) },
            thing,
          ),
          response: { 200: SaidSchema },
        },
      },
      async (request) => {
        const { id } = request.params
        await change(deps, request, (tx, now, actor) =>
          sayTechnical(tx, { session: id, person: actor.id, ...request.body }, now),
        )
        return said(id, actorOf(request).id)
      },
    )
  }
