import { Type } from 'typebox'
import { IdSchema, InstantSchema, orNull, ValueSchema } from './schemas.ts'
import { OrgRoleSchema, StaffRoleSchema } from './sign-in-paths.ts'

/** How people, organizations and the audit log look from outside. */

const thing = { additionalProperties: false } as const

export const MeSchema = Type.Object(
  {
    person: orNull(
      Type.Object(
        {
          id: IdSchema,
          name: Type.String(),
          email: Type.String(),
          emailVerified: Type.Boolean(),
          zone: Type.String(),
          locale: Type.String(),
          staffRoles: Type.Array(StaffRoleSchema),
          educator: orNull(
            Type.Object(
              {
                id: IdSchema,
                kinds: Type.Array(Type.Enum(['instructor', 'host'])),
                tier: Type.String(),
              },
              thing,
            ),
          ),
          memberships: Type.Array(
            Type.Object({ organizationId: IdSchema, role: OrgRoleSchema }, thing),
          ),
        },
        thing,
      ),
    ),
    wallet: orNull(
      Type.Object(
        {
          posted: ValueSchema,
          held: ValueSchema,
          available: ValueSchema,
          /** Without what is stopped, or has run out. */
          spendable: ValueSchema,
        },
        thing,
      ),
    ),
    sandbox: Type.Boolean({
      description: 'No real money moves here, and staff may move the clock',
    }),
    now: InstantSchema,
  },
  thing,
)

export const PersonSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    email: Type.String(),
    emailVerified: Type.Boolean(),
    zone: Type.String(),
    locale: Type.String(),
    joinedAt: InstantSchema,
    staffRoles: Type.Array(StaffRoleSchema),
    memberships: Type.Array(
      Type.Object(
        { organizationId: IdSchema, organization: Type.String(), role: OrgRoleSchema },
        thing,
      ),
    ),
  },
  thing,
)

export const OrganizationSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    slug: Type.String(),
    members: Type.Integer(),
    createdAt: InstantSchema,
  },
  thing,
)

export const OrganizationDetailSchema = Type.Object(
  {
    ...OrganizationSchema.properties,
    people: Type.Array(
      Type.Object(
        { id: IdSchema, name: Type.String(), role: OrgRoleSchema, since: InstantSchema },
        thing,
      ),
    ),
  },
  thing,
)

export const AuditSchema = Type.Object(
  {
    id: IdSchema,
    at: InstantSchema,
    by: Type.String(),
    byName: orNull(Type.String()),
    deed: Type.String(),
    about: Type.Object({ type: Type.String(), id: Type.String() }, thing),
    before: orNull(Type.Record(Type.String(), Type.Unknown())),
    after: orNull(Type.Record(Type.String(), Type.Unknown())),
    from: orNull(Type.String()),
  },
  thing,
)
