import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import type { Query } from '#base'
import { value, wallet } from '#ledger'
import {
  type Actor,
  audit,
  changeProfile,
  grantStaffRole,
  listOrganizations,
  listPeople,
  type OrganizationRow,
  oneOrganization,
  onePerson,
  type PersonRow,
  readAudit,
  revokeStaffRole,
} from '#people'
import { pageOf, readCursor, readMoment } from './cursor.ts'
import { actorOf, change, type Deps } from './edge.ts'
import {
  AuditSchema,
  MeSchema,
  OrganizationDetailSchema,
  OrganizationSchema,
  PersonSchema,
} from './people-shapes.ts'
import {
  IdParams,
  IdSchema,
  InstantSchema,
  LocaleSchema,
  page,
  pageQuery,
  query,
  ZoneSchema,
} from './schemas.ts'
import { StaffRoleSchema } from './sign-in-paths.ts'

const thing = { additionalProperties: false } as const
const RoleParams = Type.Object({ id: IdSchema, role: StaffRoleSchema }, thing)
const SEES_PEOPLE = { staff: ['support', 'finance', 'moderator', 'reviewer'] } as const
const words = Type.Optional(Type.String({ minLength: 1, maxLength: 100 }))

export const peopleRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(meRoutes(deps))
    await app.register(peopleLists(deps))
    await app.register(organizationRoutes(deps))
    await app.register(auditRoutes(deps))
  }

const meRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/me',
      {
        config: { needs: 'anyone' },
        schema: {
          tags: ['people'],
          summary: 'Who is signed in, what they have, and what time it is',
          response: { 200: MeSchema },
        },
      },
      async (request) => me(deps, deps.db, request.actor),
    )
    app.patch(
      '/me',
      {
        config: { needs: 'person' },
        schema: {
          tags: ['people'],
          summary: 'Change my name, time zone or language',
          body: Type.Object(
            {
              name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })),
              zone: Type.Optional(ZoneSchema),
              locale: Type.Optional(LocaleSchema),
            },
            { additionalProperties: false, minProperties: 1 },
          ),
          response: { 200: MeSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          await changeProfile(tx, actor.id, request.body, now)
          const { name, zone, locale } = await onePerson(tx, actor.id)
          return me(deps, tx, { ...actor, name, zone, locale })
        }),
    )
  }

async function me(deps: Deps, q: Query, actor: Actor | null): Promise<Static<typeof MeSchema>> {
  const now = deps.clock.now()
  const sandbox = deps.config.payments.startsWith('sandbox')
  if (!actor) return { person: null, wallet: null, sandbox, now: now.toString() }
  const educator = (await deps.educatorOf(q, actor.id)) ?? null
  const credits = await wallet(q, { type: 'person', id: actor.id }, 'CREDIT', { now })
  return {
    person: { ...actor, educator },
    wallet: {
      posted: value(credits.posted, 'CREDIT'),
      held: value(credits.held, 'CREDIT'),
      available: value(credits.available, 'CREDIT'),
      spendable: value(credits.spendable, 'CREDIT'),
    },
    sandbox,
    now: now.toString(),
  }
}

const peopleLists =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/people',
      {
        config: { needs: SEES_PEOPLE },
        schema: {
          tags: ['people'],
          summary: 'People, newest first',
          querystring: query({
            ...pageQuery,
            words,
            role: Type.Optional(StaffRoleSchema),
            organization: Type.Optional(IdSchema),
          }),
          response: { 200: page(PersonSchema) },
        },
      },
      async ({ query: { cursor, limit = 20, ...filter } }) => {
        const rows = await listPeople(deps.db, {
          ...filter,
          before: readMoment(cursor),
          limit: limit + 1,
        })
        return pageOf(rows, limit, personOf, (row) => [row.joinedAt, row.id])
      },
    )
    app.get(
      '/people/:id',
      {
        config: { needs: SEES_PEOPLE },
        schema: {
          tags: ['people'],
          summary: 'One person',
          params: IdParams,
          response: { 200: PersonSchema },
        },
      },
      async (request) => personOf(await onePerson(deps.db, request.params.id)),
    )
    for (const [method, verb, deedName] of [
      ['PUT', grantStaffRole, 'staff_role.granted'],
      ['DELETE', revokeStaffRole, 'staff_role.revoked'],
    ] as const) {
      app.route({
        method,
        url: '/people/:id/staff-roles/:role',
        config: { needs: { staff: ['admin'] } },
        schema: {
          tags: ['people'],
          summary: method === 'PUT' ? 'Give a staff role' : 'Take a staff role away',
          params: RoleParams,
          response: { 200: PersonSchema },
        },
        handler: (request) =>
          change(deps, request, async (tx, now, actor) => {
            const { id, role } = request.params as Static<typeof RoleParams>
            const before = await onePerson(tx, id)
            await verb(tx, { person: id, role, by: `person:${actor.id}` }, now)
            const after = await onePerson(tx, id)
            await audit(
              tx,
              {
                by: `person:${actor.id}`,
                deed: deedName,
                about: { type: 'person', id },
                before: { staffRoles: before.staffRoles },
                after: { staffRoles: after.staffRoles },
                from: request.id,
              },
              now,
            )
            return personOf(after)
          }),
      })
    }
  }

const personOf = (row: PersonRow): Static<typeof PersonSchema> => ({
  ...row,
  joinedAt: row.joinedAt.toString(),
  memberships: row.memberships as Static<typeof PersonSchema>['memberships'],
})

const organizationRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/organizations',
      {
        config: { needs: 'person' },
        schema: {
          tags: ['people'],
          summary: 'Organizations by name: all for staff, their own for others',
          querystring: query({ ...pageQuery, words }),
          response: { 200: page(OrganizationSchema) },
        },
      },
      async (request) => {
        const { cursor, limit = 20, words: wanted } = request.query
        const actor = actorOf(request)
        const key = readCursor(cursor, [/^.{1,200}$/s, /^[0-9a-f-]{36}$/])
        const rows = await listOrganizations(deps.db, {
          words: wanted,
          member: actor.staffRoles.length > 0 ? undefined : actor.id,
          after: key && { name: key[0], id: key[1] },
          limit: limit + 1,
        })
        return pageOf(rows, limit, organizationOf, (row) => [row.name, row.id])
      },
    )
    app.get(
      '/organizations/:organizationId',
      {
        config: { needs: 'person' },
        schema: {
          tags: ['people'],
          summary: 'One organization with its people: for staff and for those who belong to it',
          params: Type.Object({ organizationId: IdSchema }, thing),
          response: { 200: OrganizationDetailSchema },
        },
      },
      async (request) => {
        const found = await oneOrganization(
          deps.db,
          request.params.organizationId,
          actorOf(request),
        )
        return {
          ...organizationOf(found),
          people: found.people.map((one) => ({ ...one, since: one.since.toString() })),
        }
      },
    )
  }

const organizationOf = ({ id, name, slug, members, createdAt }: OrganizationRow) => ({
  id,
  name,
  slug,
  members,
  createdAt: createdAt.toString(),
})

const auditRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/audit',
      {
        config: { needs: { staff: ['finance', 'support'] } },
        schema: {
          tags: ['people'],
          summary: 'What staff did and what value moved: who, what, before and after, from where',
          querystring: query({
            ...pageQuery,
            by: Type.Optional(
              Type.String({ maxLength: 100, examples: ['person:<id>', 'schedule'] }),
            ),
            deed: Type.Optional(Type.String({ maxLength: 100, examples: ['staff_role'] })),
            about: Type.Optional(Type.String({ maxLength: 200, description: 'Id of the thing' })),
            since: Type.Optional(InstantSchema),
            until: Type.Optional(InstantSchema),
          }),
          response: { 200: page(AuditSchema) },
        },
      },
      async ({ query: { cursor, limit = 20, since, until, ...filter } }) => {
        const rows = await readAudit(deps.db, {
          ...filter,
          since: since ? Temporal.Instant.from(since) : undefined,
          until: until ? Temporal.Instant.from(until) : undefined,
          before: readMoment(cursor),
          limit: limit + 1,
        })
        return pageOf(
          rows,
          limit,
          (row) => ({ ...row, at: row.at.toString() }),
          (row) => [row.at, row.id],
        )
      },
    )
  }
