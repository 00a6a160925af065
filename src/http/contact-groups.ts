import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  addField,
  addGroup,
  audienceSize,
  changeField,
  changeGroup,
  fieldsOf,
  groupsOf,
  regroup,
  removeField,
  removeGroup,
} from '#messaging'
import { byOf } from '#people'
import {
  CategorySchema,
  FieldNameSchema,
  FieldSchema,
  GroupSchema,
  groupFrom,
  KEEPS,
  READS,
  RuleSchema,
  thing,
  WaySchema,
} from './contact-shapes.ts'
import { change, type Deps } from './edge.ts'
import { IdSchema, orNull } from './schemas.ts'

type App = Parameters<FastifyPluginAsyncTypebox>[0]
const tags = ['contacts']
const Params = Type.Object({ organizationId: IdSchema }, thing)
const OneParams = Type.Object({ organizationId: IdSchema, id: IdSchema }, thing)
const NamedParams = Type.Object({ organizationId: IdSchema, name: FieldNameSchema }, thing)
const GROUPS = '/organizations/:organizationId/contact-groups'
const FIELDS = '/organizations/:organizationId/contact-fields'
const NameSchema = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })

/** Groups of contacts, the fields that they are made by, and how many an audience would be. */
export const contactGroupRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    groups(app, deps)
    members(app, deps)
    fields(app, deps)
    audience(app, deps)
  }

function groups(app: App, deps: Deps): void {
  app.get(
    GROUPS,
    {
      config: { needs: { ...READS, key: 'contacts:read' } },
      schema: {
        summary: 'Groups of contacts, with how many each has now',
        tags,
        params: Params,
        response: { 200: Type.Object({ items: Type.Array(GroupSchema) }, thing) },
      },
    },
    async ({ params }) => ({
      items: (await groupsOf(deps.db, params.organizationId)).map(groupFrom),
    }),
  )
  app.post(
    GROUPS,
    {
      config: { needs: KEEPS, limit: 'writing' },
      schema: {
        summary: 'Make a group: named one by one, or by a rule',
        tags,
        params: Params,
        body: Type.Object({ name: NameSchema, rule: Type.Optional(orNull(RuleSchema)) }, thing),
        response: { 201: GroupSchema },
      },
    },
    (request, reply) => {
      reply.code(201)
      return change(deps, request, async (tx, now, { id: by }) => {
        const { name, rule = null } = request.body
        const { organizationId } = request.params
        return groupFrom(await addGroup(tx, organizationId, { name, rule }, `person:${by}`, now))
      })
    },
  )
  app.patch(
    `${GROUPS}/:id`,
    {
      config: { needs: KEEPS },
      schema: {
        summary: 'Another name, or another rule',
        tags,
        params: OneParams,
        body: Type.Object(
          { name: Type.Optional(NameSchema), rule: Type.Optional(RuleSchema) },
          thing,
        ),
        response: { 200: GroupSchema },
      },
    },
    (request) =>
      change(deps, request, async (tx) => {
        const { organizationId, id } = request.params
        return groupFrom(await changeGroup(tx, organizationId, { id, ...request.body }))
      }),
  )
  app.delete(
    `${GROUPS}/:id`,
    {
      config: { needs: KEEPS },
      schema: {
        summary: 'Take a group away; its contacts stay',
        tags,
        params: OneParams,
        response: { 200: Type.Object({ id: IdSchema }, thing) },
      },
    },
    (request) =>
      change(deps, request, async (tx) => {
        const { organizationId, id } = request.params
        await removeGroup(tx, organizationId, id)
        return { id }
      }),
  )
}

const IdsSchema = Type.Optional(Type.Array(IdSchema, { maxItems: 1000 }))

function members(app: App, deps: Deps): void {
  app.post(
    `${GROUPS}/:id/members`,
    {
      config: { needs: { ...KEEPS, key: 'contacts:write' } },
      schema: {
        summary: 'Contacts come into a group or go out of it',
        tags,
        params: OneParams,
        body: Type.Object({ add: IdsSchema, remove: IdsSchema }, thing),
        response: { 200: GroupSchema },
      },
    },
    (request) =>
      change(deps, request, async (tx, now, actor) => {
        const { organizationId, id } = request.params
        const wish = { id, ...request.body }
        return groupFrom(await regroup(tx, organizationId, wish, byOf(actor), now))
      }),
  )
}

function fields(app: App, deps: Deps): void {
  app.get(
    FIELDS,
    {
      config: { needs: { ...READS, key: 'contacts:read' } },
      schema: {
        summary: 'What is kept of contacts beside name and addresses',
        tags,
        params: Params,
        response: { 200: Type.Object({ items: Type.Array(FieldSchema) }, thing) },
      },
    },
    async ({ params }) => ({ items: await fieldsOf(deps.db, params.organizationId) }),
  )
  app.post(
    FIELDS,
    {
      config: { needs: KEEPS, limit: 'writing' },
      schema: {
        summary: 'Keep something more of contacts',
        tags,
        params: Params,
        body: FieldSchema,
        response: { 201: FieldSchema },
      },
    },
    (request, reply) => {
      reply.code(201)
      return change(deps, request, (tx, now, { id: by }) =>
        addField(tx, request.params.organizationId, request.body, `person:${by}`, now),
      )
    },
  )
  app.patch(
    `${FIELDS}/:name`,
    {
      config: { needs: KEEPS },
      schema: {
        summary: 'Another label, or other choices',
        tags,
        params: NamedParams,
        body: Type.Pick(FieldSchema, ['label', 'choices'], thing),
        response: { 200: FieldSchema },
      },
    },
    (request) =>
      change(deps, request, (tx) => {
        const { organizationId, name } = request.params
        return changeField(tx, organizationId, { name, ...request.body })
      }),
  )
  app.delete(
    `${FIELDS}/:name`,
    {
      config: { needs: KEEPS },
      schema: {
        summary: 'Take a field away, with what was kept in it',
        tags,
        params: NamedParams,
        response: { 200: Type.Object({ name: Type.String() }, thing) },
      },
    },
    (request) =>
      change(deps, request, async (tx) => {
        const { organizationId, name } = request.params
        await removeField(tx, organizationId, name)
        return { name }
      }),
  )
}

const SizeSchema = Type.Object(
  {
    contacts: Type.Integer(),
    recipients: Type.Integer({ description: 'Addresses that would be written to, each once' }),
    withoutAddress: Type.Integer(),
    suppressed: Type.Integer(),
    optedOut: Type.Integer(),
    withoutConsent: Type.Integer(),
    sharing: Type.Integer(),
  },
  thing,
)

function audience(app: App, deps: Deps): void {
  app.post(
    '/organizations/:organizationId/audience',
    {
      config: { needs: READS },
      schema: {
        summary: 'How many an audience is, and who is left out; nothing is sent',
        tags,
        params: Params,
        body: Type.Object(
          {
            way: WaySchema,
            category: CategorySchema,
            groups: Type.Optional(Type.Array(IdSchema, { maxItems: 50 })),
            filter: Type.Optional(RuleSchema),
          },
          thing,
        ),
        response: { 200: SizeSchema },
      },
    },
    ({ params, body }) => audienceSize(deps.db, params.organizationId, body, deps.clock.now()),
  )
}
