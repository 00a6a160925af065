import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import {
  IMPORT_COLUMNS,
  type ImportCard,
  type ImportRow,
  importsOf,
  MOST_BYTES,
  MOST_ROWS,
  previewImport,
  type RowOutcome,
  runImport,
  sampleFile,
  uploadImport,
} from '#earnings'
import { audit } from '#people'
import { change, type Deps } from './edge.ts'
import { Params } from './institution-pages.ts'
import { guaranteeFrom } from './institution-shapes.ts'
import { KindSchema } from './live-shapes.ts'
import {
  DateSchema,
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  page,
  query,
  ValueSchema,
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['institutions']
const STAFF = { staff: ['admin', 'finance', 'support'] } as const
const OUTCOMES = ['new', 'person', 'move', 'here', 'invited', 'bad'] as const satisfies RowOutcome[]
const OutcomeSchema = Type.Enum([...OUTCOMES])

const ImportSchema = Type.Object(
  {
    id: IdSchema,
    organizationId: IdSchema,
    organization: Type.String(),
    fileName: Type.String(),
    uploadedAt: InstantSchema,
    importedAt: orNull(InstantSchema),
    invited: orNull(Type.Integer()),
    rows: Type.Integer(),
  },
  thing,
)
const importFrom = (card: ImportCard): Static<typeof ImportSchema> => ({
  ...card,
  uploadedAt: card.uploadedAt.toString(),
  importedAt: card.importedAt?.toString() ?? null,
})

const FaultSchema = Type.Object({ column: Type.String(), sentence: Type.String() }, thing)
const RowSchema = Type.Object(
  {
    line: Type.Integer(),
    email: orNull(Type.String()),
    name: orNull(Type.String()),
    kinds: Type.Array(KindSchema),
    languages: Type.Array(Type.String()),
    guarantee: orNull(
      Type.Object(
        { minimum: ValueSchema, months: Type.Integer(), startsOn: orNull(DateSchema) },
        thing,
      ),
    ),
    faults: Type.Array(FaultSchema),
    outcome: OutcomeSchema,
  },
  thing,
)
const rowFrom = ({
  line,
  email,
  name,
  terms,
  faults,
  outcome,
}: ImportRow): Static<typeof RowSchema> => ({
  line,
  email,
  name,
  kinds: terms?.kinds ?? [],
  languages: terms?.languages ?? [],
  guarantee: guaranteeFrom(terms?.guarantee ?? null),
  faults,
  outcome,
})

const PreviewSchema = Type.Object(
  {
    ...ImportSchema.properties,
    counts: Type.Object(
      Object.fromEntries(OUTCOMES.map((one) => [one, Type.Integer()])) as Record<
        RowOutcome,
        ReturnType<typeof Type.Integer>
      >,
      thing,
    ),
    items: Type.Array(RowSchema),
    next: orNull(Type.Integer({ description: 'The line after which the next rows come' })),
  },
  thing,
)

/** Files of employed instructors: handed in, looked at row by row, imported. */
export const importRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/imports/columns',
      {
        config: { needs: STAFF },
        schema: {
          summary: 'The columns of a file of employed instructors, and a sample',
          tags,
          response: {
            200: Type.Object(
              {
                columns: Type.Array(
                  Type.Object(
                    {
                      name: Type.String(),
                      must: Type.Boolean(),
                      says: Type.String(),
                      example: Type.String(),
                    },
                    thing,
                  ),
                ),
                sample: Type.String(),
                mostRows: Type.Integer(),
                mostBytes: Type.Integer(),
              },
              thing,
            ),
          },
        },
      },
      async () => ({
        columns: [...IMPORT_COLUMNS],
        sample: sampleFile(),
        mostRows: MOST_ROWS,
        mostBytes: MOST_BYTES,
      }),
    )
    app.post(
      '/institutions/:organizationId/imports',
      {
        config: { needs: STAFF, limit: 'writing' },
        bodyLimit: Math.ceil(MOST_BYTES * 1.5),
        schema: {
          summary: 'Hand in a file of employed instructors; nobody hears of it yet',
          tags,
          params: Params,
          body: Type.Object(
            {
              fileName: Type.String({ minLength: 1, maxLength: 200 }),
              content: Type.String({
                pattern: '^[A-Za-z0-9+/]*={0,2}$',
                description: 'The bytes of the file in base64',
              }),
            },
            thing,
          ),
          response: { 201: Type.Object({ id: IdSchema }, thing) },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { fileName, content } = request.body
          const { organizationId } = request.params
          const file = { organizationId, fileName, bytes: Buffer.from(content, 'base64') }
          return { id: await uploadImport(tx, file, `person:${actor.id}`, now) }
        })
      },
    )
    app.get(
      '/institutions/:organizationId/imports',
      {
        config: { needs: STAFF },
        schema: {
          summary: 'Files handed in for it',
          tags,
          params: Params,
          response: { 200: page(ImportSchema) },
        },
      },
      async ({ params }) => ({
        items: (await importsOf(deps.db, params.organizationId)).map(importFrom),
        next: null,
      }),
    )
    app.get(
      '/imports/:id',
      {
        config: { needs: STAFF },
        schema: {
          summary: 'What importing a file would do now, row by row',
          tags,
          params: IdParams,
          querystring: query({
            outcome: Type.Optional(OutcomeSchema),
            after: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_ROWS, default: 50 })),
          }),
          response: { 200: PreviewSchema },
        },
      },
      async ({ params, query: { outcome, after = 0, limit = 50 } }) => {
        const { card, rows } = await previewImport(deps.db, params.id, deps.clock.now())
        const counts = Object.fromEntries(
          OUTCOMES.map((one) => [one, rows.filter((row) => row.outcome === one).length]),
        ) as Record<RowOutcome, number>
        const wanted = rows.filter(
          (row) => row.line > after && (!outcome || row.outcome === outcome),
        )
        const items = wanted.slice(0, limit)
        return {
          ...importFrom(card),
          counts,
          items: items.map(rowFrom),
          next: wanted.length > items.length ? items.at(-1)!.line : null,
        }
      },
    )
    app.post(
      '/imports/:id/run',
      {
        config: { needs: STAFF },
        schema: {
          summary: 'Invite everybody of a file: the good rows, or all rows or none. Twice is once',
          tags,
          params: IdParams,
          body: Type.Object({ rows: Type.Enum(['good', 'all']) }, thing),
          response: { 200: Type.Object({ invited: Type.Integer() }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          const by = `person:${actor.id}`
          const invited = await runImport(tx, { id, rows: request.body.rows }, by, now)
          const after = { invited, ...request.body }
          await audit(
            tx,
            { by, deed: 'import.run', about: { type: 'import', id }, after, from: request.ip },
            now,
          )
          return { invited }
        }),
    )
  }
