import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { type Delivery, deliveriesOf, oneDelivery, ping, sendAgain } from '#messaging'
import { pageOf, readMoment } from './cursor.ts'
import { change, type Deps, type Needs } from './edge.ts'
import { closed, DeliveryDetailSchema, DeliverySchema, deliveryAnswer } from './receiver-shapes.ts'
import { IdSchema, InstantSchema, page, pageQuery, query } from './schemas.ts'

const tags = ['events']
const Sent = Type.Object({ sent: Type.Integer() }, closed)

/** What the routes of one kind of owner share. */
export type Routes = {
  at: string
  config: { needs: Needs }
  inPath: Record<string, typeof IdSchema>
  mine: (request: FastifyRequest) => { owner: string | null; id: string }
}

type App = Parameters<FastifyPluginAsyncTypebox>[0]

const deliveryOf = (request: FastifyRequest) => (request.params as { delivery: string }).delivery

/** What a receiver was told of: to look at. */
export function deliveryRoutes(app: App, deps: Deps, { at, config, mine, inPath }: Routes): void {
  const params = query({ ...inPath, id: IdSchema })
  const deliveryParams = query({ ...inPath, id: IdSchema, delivery: IdSchema })
  app.get(
    `${at}/:id/deliveries`,
    {
      config,
      schema: {
        tags,
        summary: 'What a receiver was told of, latest first',
        params,
        querystring: query({
          ...pageQuery,
          state: Type.Optional(DeliverySchema.properties.state),
        }),
        response: { 200: page(DeliverySchema) },
      },
    },
    async (request) => {
      const {
        cursor,
        limit = 20,
        state,
      } = request.query as {
        cursor?: string
        limit?: number
        state?: Delivery['state']
      }
      const wanted = { state, before: readMoment(cursor), limit: limit + 1 }
      const found = await deliveriesOf(deps.db, mine(request), wanted, deps.clock.now())
      return pageOf(found, limit, deliveryAnswer, (one) => [one.at, one.id])
    },
  )
  app.get(
    `${at}/:id/deliveries/:delivery`,
    {
      config,
      schema: {
        tags,
        summary: 'One event for one receiver, with every attempt',
        params: deliveryParams,
        response: { 200: DeliveryDetailSchema },
      },
    },
    async (request) => {
      const of = { ...mine(request), delivery: deliveryOf(request) }
      const { tried, body, ...found } = await oneDelivery(deps.db, of, deps.clock.now())
      return {
        ...deliveryAnswer(found),
        body,
        tried: tried.map((one) => ({ ...one, at: one.at.toString() })),
      }
    },
  )
}

/** What a receiver is told of because somebody asks for it: a test, or what it missed. */
export function againRoutes(app: App, deps: Deps, { at, config, mine, inPath }: Routes): void {
  const params = query({ ...inPath, id: IdSchema })
  const deliveryParams = query({ ...inPath, id: IdSchema, delivery: IdSchema })
  app.post(
    `${at}/:id/ping`,
    {
      config,
      schema: {
        tags,
        summary: 'Sends a test',
        params,
        response: { 202: Type.Object({ delivery: IdSchema }, closed) },
      },
    },
    async (request, reply) => {
      const delivery = await change(deps, request, (tx, now) => ping(tx, mine(request), now))
      return reply.code(202).send({ delivery })
    },
  )
  app.post(
    `${at}/:id/deliveries/:delivery/again`,
    {
      config,
      schema: {
        tags,
        summary: 'Sends one event again, under its own webhook-id',
        params: deliveryParams,
        response: { 202: Sent },
      },
    },
    async (request, reply) => {
      const of = { ...mine(request), delivery: deliveryOf(request) }
      const sent = await change(deps, request, (tx, now) => sendAgain(tx, of, now))
      return reply.code(202).send({ sent })
    },
  )
  app.post(
    `${at}/:id/again`,
    {
      config,
      schema: {
        tags,
        summary: 'Sends all that failed or was held since a moment again',
        params,
        body: Type.Object({ since: InstantSchema }, closed),
        response: { 202: Sent },
      },
    },
    async (request, reply) => {
      const since = Temporal.Instant.from((request.body as { since: string }).since)
      const of = { ...mine(request), since }
      const sent = await change(deps, request, (tx, now) => sendAgain(tx, of, now))
      return reply.code(202).send({ sent })
    },
  )
}
