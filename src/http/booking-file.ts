import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { calendarText } from '#base'
import { oneBooking } from '#live'
import { invitedTo } from '#messaging'
import { actorOf, type Deps } from './edge.ts'
import { refuse } from './problems.ts'
import { IdParams } from './schemas.ts'

const GONE = /^(cancelled|late_cancelled|declined|expired|no_show_educator)/

/** A seat as a file for a calendar, for whoever has the seat, teaches it, or works here. */
export const bookingFileRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/bookings/:id/calendar.ics',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'One booking for a calendar, under the same UID as the invitation by e-mail',
          tags: ['live'],
          params: IdParams,
          produces: ['text/calendar'],
          response: { 200: Type.String() },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request)
        const now = deps.clock.now()
        const seat = await oneBooking(deps.db, request.params.id, now)
        const may =
          seat &&
          (seat.learnerId === actor.id ||
            seat.educatorId === actor.id ||
            actor.staffRoles.length > 0)
        if (!may) throw refuse('not_found')
        const { url: site } = deps.config
        const url = `${site}/bookings/${seat.id}`
        const invited = await invitedTo(deps.db, seat.id, seat.learnerId)
        const gone = GONE.test(seat.state)
        const file = calendarText(
          [
            {
              uid: invited?.uid ?? `${seat.id}@${new URL(site).hostname}`,
              sequence: invited?.sequence ?? 0,
              stamp: now,
              start: seat.start,
              end: seat.end,
              summary: seat.title,
              description: `${seat.educatorName}\n\n${url}`,
              location: url,
              url,
              status: gone ? 'CANCELLED' : seat.state === 'requested' ? 'TENTATIVE' : 'CONFIRMED',
              free: gone,
            },
          ],
          { method: 'PUBLISH' },
        )
        return reply
          .type('text/calendar; charset=utf-8')
          .header('content-disposition', `attachment; filename="stoa-${seat.id}.ics"`)
          .serializer((body: unknown) => String(body))
          .send(file)
      },
    )
  }
