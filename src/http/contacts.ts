import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  addContact,
  CONSENT_SOURCES,
  changeContact,
  consentsOf,
  contactFor,
  contactsOf,
  countContacts,
  fieldsOf,
  forgetContact,
  mayReceive,
  normalizeAddress,
  recordConsents,
  WAYS,
} from '#messaging'
import { audit, byOf } from '#people'
import {
  CategorySchema,
  ConsentSchema,
  ContactBody,
  ContactSchema,
  CountrySchema,
  consentFrom,
  contactFrom,
  KEEPS,
  NewContactBody,
  READS,
  thing,
  WaySchema,
} from './contact-shapes.ts'
import { csvLine } from './csv-file.ts'
import { cursorOr } from './cursor.ts'
import { change, type Deps } from './edge.ts'
import { IdSchema, InstantSchema, orNull, pageQuery, query } from './schemas.ts'

type App = Parameters<FastifyPluginAsyncTypebox>[0]
const AT = '/organizations/:organizationId/contacts'
const ONE = `${AT}/:id`
const tags = ['contacts']
const Params = Type.Object({ organizationId: IdSchema }, thing)
const OneParams = Type.Object({ organizationId: IdSchema, id: IdSchema }, thing)
const filterQuery = {
  group: Type.Optional(IdSchema),
  way: Type.Optional(WaySchema),
  search: Type.Optional(Type.String({ maxLength: 100 })),
}

const ContactPage = Type.Object(
  {
    items: Type.Array(ContactSchema),
    next: orNull(Type.String()),
    total: Type.Integer({ description: 'How many the filter names' }),
  },
  thing,
)

/** Contacts of an organization. */
export const contactRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    reading(app, deps)
    writing(app, deps)
    consenting(app, deps)
    consentsWritten(app, deps)
    exporting(app, deps)
  }

function reading(app: App, deps: Deps): void {
  app.get(
    AT,
    {
      config: { needs: { ...READS, key: 'contacts:read' } },
      schema: {
        summary: 'Contacts, the newest first',
        tags,
        params: Params,
        querystring: query({ ...pageQuery, ...filterQuery }),
        response: { 200: ContactPage },
      },
    },
    async ({ params: { organizationId }, query: { cursor, limit = 20, ...filter } }) => {
      const [{ items, next }, total] = await Promise.all([
        contactsOf(deps.db, organizationId, { ...filter, after: cursorOr(cursor), limit }),
        countContacts(deps.db, organizationId, filter),
      ])
      return { items: items.map(contactFrom), next, total }
    },
  )
  app.get(
    ONE,
    {
      config: { needs: { ...READS, key: 'contacts:read' } },
      schema: {
        summary: 'One contact',
        tags,
        params: OneParams,
        response: { 200: ContactSchema },
      },
    },
    async ({ params: { organizationId, id } }) =>
      contactFrom(await contactFor(deps.db, organizationId, id)),
  )
}

function writing(app: App, deps: Deps): void {
  app.post(
    AT,
    {
      config: { needs: { ...KEEPS, key: 'contacts:write' }, limit: 'writing' },
      schema: {
        summary: 'Add a contact',
        tags,
        params: Params,
        body: NewContactBody,
        response: { 201: ContactSchema },
      },
    },
    (request, reply) => {
      reply.code(201)
      return change(deps, request, async (tx, now, actor) =>
        contactFrom(
          await addContact(tx, request.params.organizationId, request.body, byOf(actor), now),
        ),
      )
    },
  )
  app.patch(
    ONE,
    {
      config: { needs: { ...KEEPS, key: 'contacts:write' } },
      schema: {
        summary: 'Change a contact: what is left out stays, a field that is null is emptied',
        tags,
        params: OneParams,
        body: ContactBody,
        response: { 200: ContactSchema },
      },
    },
    (request) =>
      change(deps, request, async (tx, now) => {
        const { organizationId, id } = request.params
        return contactFrom(await changeContact(tx, organizationId, { ...request.body, id }, now))
      }),
  )
  app.delete(
    ONE,
    {
      config: { needs: { ...KEEPS, key: 'contacts:write' } },
      schema: {
        summary: 'Forget a contact: only that an address is not to be written to stays known',
        tags,
        params: OneParams,
        response: { 200: Type.Object({ id: IdSchema }, thing) },
      },
    },
    (request) =>
      change(deps, request, async (tx, now, actor) => {
        const { organizationId, id } = request.params
        await forgetContact(tx, organizationId, id)
        await audit(
          tx,
          {
            by: byOf(actor),
            deed: 'contact.forgotten',
            about: { type: 'contact', id },
            after: { organizationId },
            from: request.ip,
          },
          now,
        )
        return { id }
      }),
  )
}

const MaySchema = Type.Object(
  {
    way: WaySchema,
    address: Type.String(),
    category: CategorySchema,
    refusal: orNull(Type.String({ description: 'Why not; null: they may be written to' })),
  },
  thing,
)
const CATEGORIES_ASKED = ['marketing', 'utility', 'service', 'authentication'] as const

function consenting(app: App, deps: Deps): void {
  app.get(
    `${ONE}/consents`,
    {
      config: { needs: { ...READS, key: 'contacts:read' } },
      schema: {
        summary: 'What a contact allowed and took back, and what may be sent to them now',
        tags,
        params: OneParams,
        response: {
          200: Type.Object(
            {
              items: Type.Array(
                Type.Object({ ...ConsentSchema.properties, address: Type.String() }, thing),
              ),
              now: Type.Array(MaySchema),
            },
            thing,
          ),
        },
      },
    },
    async ({ params: { organizationId, id } }) => {
      const { addresses } = await contactFor(deps.db, organizationId, id)
      const at = deps.clock.now()
      const items = []
      const now = []
      for (const { way, address } of addresses) {
        const said = await consentsOf(deps.db, organizationId, { way, address })
        items.push(...said.map((one) => ({ ...consentFrom(one), address })))
        for (const category of CATEGORIES_ASKED) {
          const may = await mayReceive(deps.db, organizationId, way, category, [address], at)
          now.push({ way, address, category, refusal: may.get(address) ?? null })
        }
      }
      return { items, now }
    },
  )
}

function consentsWritten(app: App, deps: Deps): void {
  app.post(
    '/organizations/:organizationId/consents',
    {
      config: { needs: { ...KEEPS, key: 'contacts:write' }, limit: 'writing' },
      schema: {
        summary: 'Write down what people allowed or took back, with how it is known',
        tags,
        params: Params,
        body: Type.Object(
          {
            consents: Type.Array(
              Type.Object(
                {
                  way: WaySchema,
                  address: Type.String({ minLength: 3, maxLength: 254 }),
                  country: Type.Optional(orNull(CountrySchema)),
                  category: CategorySchema,
                  given: Type.Boolean(),
                  source: Type.Enum([...CONSENT_SOURCES]),
                  textVersion: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
                  note: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
                  ip: Type.Optional(
                    Type.Union([Type.String({ format: 'ipv4' }), Type.String({ format: 'ipv6' })]),
                  ),
                  at: Type.Optional(InstantSchema),
                },
                thing,
              ),
              { minItems: 1, maxItems: 1000 },
            ),
          },
          thing,
        ),
        response: { 201: Type.Object({ written: Type.Integer() }, thing) },
      },
    },
    (request, reply) => {
      reply.code(201)
      return change(deps, request, async (tx, now, actor) => {
        const rows = request.body.consents.map(({ country = null, at, ...one }) => ({
          ...one,
          address: normalizeAddress(one.way, one.address, country),
          at: at === undefined ? undefined : Temporal.Instant.from(at),
        }))
        await recordConsents(tx, request.params.organizationId, rows, byOf(actor), now)
        return { written: rows.length }
      })
    },
  )
}

function exporting(app: App, deps: Deps): void {
  app.get(
    `${AT}.csv`,
    {
      config: { needs: READS },
      schema: {
        summary: 'All contacts that a filter names, as a file',
        tags,
        params: Params,
        querystring: query(filterQuery),
        response: { 200: Type.String({ description: 'CSV in UTF-8' }) },
      },
    },
    async ({ params: { organizationId }, query: filter }, reply) => {
      // A group that is not there is refused before the first line.
      await countContacts(deps.db, organizationId, filter)
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="contacts.csv"')
        .header('cache-control', 'private, no-store')
      return reply.send(Readable.from(csvOf(deps, organizationId, filter)) as never)
    },
  )
}

type Filter = { group?: string; way?: (typeof WAYS)[number]; search?: string }

async function* csvOf(deps: Deps, organization: string, filter: Filter) {
  const fields = await fieldsOf(deps.db, organization)
  yield csvLine([
    'name',
    'reference',
    ...WAYS,
    'language',
    'zone',
    'groups',
    ...fields.map(({ name }) => name),
  ])
  for (let after: string | undefined; ; ) {
    const found = { ...filter, after, limit: 1_000 }
    const { items, next } = await contactsOf(deps.db, organization, found)
    yield items
      .map((one) =>
        csvLine([
          one.name,
          one.reference,
          ...WAYS.map((way) => one.addresses.find((a) => a.way === way)?.address),
          one.language,
          one.zone,
          one.groups.map(({ name }) => name).join('; '),
          ...fields.map(({ name }) => one.fields[name]).map(cellOf),
        ]),
      )
      .join('')
    if (!next) return
    after = next
  }
}

const cellOf = (value: string | number | boolean | undefined) =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : value
