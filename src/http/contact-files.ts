import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  beginImport,
  contactImportFor,
  contactImportsOf,
  importFaults,
  MOST_BYTES_OF_CONTACTS,
  previewContacts,
  receiveFile,
  stopImport,
} from '#messaging'
import { audit } from '#people'
import {
  AddressSchema,
  ChoicesSchema,
  ContactImportSchema,
  contactImportFrom,
  KEEPS,
  MappingSchema,
  READS,
  thing,
} from './contact-shapes.ts'
import { sendCsv } from './csv-file.ts'
import { actorOf, change, type Deps } from './edge.ts'
import { IdSchema, InstantSchema, orNull, query } from './schemas.ts'

type App = Parameters<FastifyPluginAsyncTypebox>[0]
const AT = '/organizations/:organizationId/contact-imports'
const tags = ['contacts']
const Params = Type.Object({ organizationId: IdSchema }, thing)
const OneParams = Type.Object({ organizationId: IdSchema, id: IdSchema }, thing)

/** Files of contacts: handed in as they are, looked at, read by a job. */
export const contactFileRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(async (files) => {
      // Not gathered first: a file is kept as it comes. Behind a function, for nobody is to walk through a socket.
      files.removeAllContentTypeParsers()
      files.addContentTypeParser('*', (_request, body, done) => done(null, () => body))
      receiving(files as never, deps)
    })
    looking(app, deps)
    reading(app, deps)
    faults(app, deps)
  }

function receiving(app: App, deps: Deps): void {
  app.post(
    AT,
    {
      config: { needs: KEEPS, limit: 'writing' },
      bodyLimit: MOST_BYTES_OF_CONTACTS,
      schema: {
        summary: 'Hand in a CSV file of contacts, as the body; nothing of it is read yet',
        tags,
        params: Params,
        querystring: query({ fileName: Type.String({ minLength: 1, maxLength: 200 }) }),
        response: { 201: Type.Object({ id: IdSchema }, thing) },
      },
    },
    async (request, reply) => {
      const { organizationId: organization } = request.params
      const by = `person:${actorOf(request).id}`
      const body = request.body as (() => AsyncIterable<Buffer>) | undefined
      const source = body?.() ?? inNoParts()
      const file = { organization, fileName: request.query.fileName }
      const id = await receiveFile(deps.db, file, source, by, deps.clock.now())
      return reply.code(201).send({ id })
    },
  )
}

async function* inNoParts(): AsyncGenerator<Buffer, void, undefined> {}

function looking(app: App, deps: Deps): void {
  app.get(
    AT,
    {
      config: { needs: READS },
      schema: {
        summary: 'Files that were handed in, the latest first',
        tags,
        params: Params,
        response: { 200: Type.Object({ items: Type.Array(ContactImportSchema) }, thing) },
      },
    },
    async ({ params }) => ({
      items: (await contactImportsOf(deps.db, params.organizationId)).map(contactImportFrom),
    }),
  )
  app.get(
    `${AT}/:id`,
    {
      config: { needs: READS },
      schema: {
        summary: 'A file, and how far it is read',
        tags,
        params: OneParams,
        response: { 200: ContactImportSchema },
      },
    },
    async ({ params: { organizationId: organization, id } }) =>
      contactImportFrom(await contactImportFor(deps.db, { organization, id })),
  )
  app.post(
    `${AT}/:id/preview`,
    {
      config: { needs: READS },
      schema: {
        summary: 'The first rows as they would be read; without a mapping, as it is guessed',
        tags,
        params: OneParams,
        body: Type.Object(
          { mapping: Type.Optional(MappingSchema), country: orNull(Type.String({ maxLength: 2 })) },
          thing,
        ),
        response: { 200: PreviewSchema },
      },
    },
    async ({ params: { organizationId: organization, id }, body }) => {
      const { rows, ...seen } = await previewContacts(deps.db, { organization, id }, body)
      return {
        ...seen,
        rows: rows.map(({ line, cells, name, addresses, faults: wrong }) => ({
          line,
          cells,
          name,
          addresses,
          faults: wrong,
        })),
      }
    },
  )
}

const FaultSchema = Type.Object(
  { column: Type.String(), value: Type.String(), sentence: Type.String() },
  thing,
)
const PreviewSchema = Type.Object(
  {
    heads: Type.Array(Type.String()),
    mapping: MappingSchema,
    rows: Type.Array(
      Type.Object(
        {
          line: Type.Integer(),
          cells: Type.Array(Type.String()),
          name: Type.String(),
          addresses: Type.Array(AddressSchema),
          faults: Type.Array(FaultSchema),
        },
        thing,
      ),
    ),
  },
  thing,
)

function reading(app: App, deps: Deps): void {
  app.post(
    `${AT}/:id/begin`,
    {
      config: { needs: KEEPS },
      schema: {
        summary: 'Have a file read: a job goes on from here, and on from where it stands',
        tags,
        params: OneParams,
        body: Type.Object({ mapping: MappingSchema, choices: ChoicesSchema }, thing),
        response: { 200: ContactImportSchema },
      },
    },
    (request) =>
      change(deps, request, async (tx, now, actor) => {
        const { organizationId: organization, id } = request.params
        const by = `person:${actor.id}`
        const begun = await beginImport(tx, { organization, id }, request.body, by, now)
        const about = { type: 'contact_import', id }
        const after = { organization, ...request.body.choices }
        await audit(tx, { by, deed: 'contacts.imported', about, after, from: request.ip }, now)
        return contactImportFrom(begun)
      }),
  )
  app.post(
    `${AT}/:id/stop`,
    {
      config: { needs: KEEPS },
      schema: {
        summary: 'Read no further; what was read stays',
        tags,
        params: OneParams,
        response: { 200: ContactImportSchema },
      },
    },
    (request) =>
      change(deps, request, async (tx, now) => {
        const { organizationId: organization, id } = request.params
        return contactImportFrom(await stopImport(tx, { organization, id }, now))
      }),
  )
}

const NumberedFault = Type.Object({ line: Type.Integer(), ...FaultSchema.properties }, thing)
const MOST_FAULTY = 100_000

function faults(app: App, deps: Deps): void {
  app.get(
    `${AT}/:id/faults`,
    {
      config: { needs: READS },
      schema: {
        summary: 'What is wrong with rows of a file, in words; for 30 days',
        tags,
        params: OneParams,
        querystring: query({
          after: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_000_000_000 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 50 })),
        }),
        response: {
          200: Type.Object(
            { items: Type.Array(NumberedFault), endedAt: orNull(InstantSchema) },
            thing,
          ),
        },
      },
    },
    async ({ params: { organizationId: organization, id }, query: { after = 0, limit = 50 } }) => {
      const { endedAt } = await contactImportFor(deps.db, { organization, id })
      const items = await importFaults(deps.db, { organization, id }, { after, limit })
      return { items, endedAt: endedAt?.toString() ?? null }
    },
  )
  app.get(
    `${AT}/:id/faults.csv`,
    {
      config: { needs: READS },
      schema: {
        summary: 'The same as a file: row, column, what stands there, why not',
        tags,
        params: OneParams,
        response: { 200: Type.String({ description: 'CSV in UTF-8' }) },
      },
    },
    async ({ params: { organizationId: organization, id } }, reply) => {
      const found = await importFaults(
        deps.db,
        { organization, id },
        { after: 0, limit: MOST_FAULTY },
      )
      const rows = found.map(({ line, column, value, sentence }) => [line, column, value, sentence])
      return sendCsv(reply, 'contacts-faults', ['row', 'column', 'value', 'reason'], rows) as never
    },
  )
}
