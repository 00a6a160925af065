import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { checklist, draws, listAudits, oneAudit, setChecklist, writeAudit } from '#live'
import { audit } from '#people'
import { change, type Deps } from './edge.ts'
import { AuditSchema, auditOf } from './quality-shapes.ts'
import { DateSchema, IdParams, page, query, SeenSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['quality']
const REVIEWS = { staff: ['reviewer', 'moderator'] } as const

const ChecklistSchema = Type.Object(
  {
    version: Type.Integer(),
    items: Type.Array(
      Type.Object({ position: Type.Integer(), says: Type.String(), weight: Type.Integer() }, thing),
    ),
  },
  thing,
)

/** Sessions drawn each week for a reviewer's look, and the checklist that they look by. */
export const auditRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = deps
    app.get(
      '/quality/audits',
      {
        config: { needs: REVIEWS },
        schema: {
          summary: 'Sessions that wait for a look, or were looked at',
          tags,
          querystring: query({ done: Type.Optional(Type.Boolean()) }),
          response: { 200: page(AuditSchema) },
        },
      },
      async (request) => {
        const items = await listAudits(db, { done: request.query.done ?? false })
        return { items: items.map(auditOf), next: null }
      },
    )
    app.get(
      '/quality/draws',
      {
        config: { needs: REVIEWS },
        schema: {
          summary: 'What was drawn week by week, with the seeds to draw it again',
          tags,
          response: {
            200: page(
              Type.Object(
                {
                  week: DateSchema,
                  seed: Type.String(),
                  among: Type.Integer(),
                  drawn: Type.Integer(),
                  done: Type.Integer(),
                },
                thing,
              ),
            ),
          },
        },
      },
      async () => ({ items: await draws(db), next: null }),
    )
    app.get(
      '/quality/audits/:id',
      {
        config: { needs: REVIEWS },
        schema: {
          summary: 'One session to look at, with its checklist',
          tags,
          params: IdParams,
          response: {
            200: Type.Object({ audit: AuditSchema, checklist: ChecklistSchema }, thing),
          },
        },
      },
      async (request) => {
        const found = await oneAudit(db, request.params.id)
        return { audit: auditOf(found), checklist: await checklist(db, found.version) }
      },
    )
    app.post(
      '/quality/audits/:id',
      {
        config: { needs: REVIEWS },
        schema: {
          summary: 'Answer the checklist',
          tags,
          params: IdParams,
          body: Type.Object(
            {
              answers: Type.Array(Type.Enum(['yes', 'no', 'unseen']), { maxItems: 40 }),
              note: Type.String({ maxLength: 4000 }),
            },
            thing,
          ),
          response: { 200: AuditSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          await writeAudit(tx, id, { ...request.body, reviewer: actor.id }, now)
          return auditOf(await oneAudit(tx, id))
        }),
    )
    app.get(
      '/quality/checklist',
      {
        config: { needs: REVIEWS },
        schema: { summary: 'What reviewers look for', tags, response: { 200: ChecklistSchema } },
      },
      () => checklist(db),
    )
    app.put(
      '/quality/checklist',
      {
        config: { needs: { staff: ['admin'] } },
        schema: {
          summary: 'Set the checklist as a new version',
          tags,
          body: Type.Object(
            {
              seen: SeenSchema,
              items: Type.Array(
                Type.Object(
                  {
                    says: Type.String({ minLength: 3, maxLength: 200 }),
                    weight: Type.Integer({ minimum: 1, maximum: 10 }),
                  },
                  thing,
                ),
                { minItems: 1, maxItems: 40 },
              ),
            },
            thing,
          ),
          response: { 200: ChecklistSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          const before = await checklist(tx)
          const after = await setChecklist(tx, request.body, by, now)
          const about = { type: 'checklist', id: String(after.version) }
          await audit(
            tx,
            { by, deed: 'quality.checklist_set', about, before, after, from: request.ip },
            now,
          )
          return after
        }),
    )
  }
