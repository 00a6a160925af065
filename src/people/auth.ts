import { queueAfterTransactionHook } from '@better-auth/core/context'
import { betterAuth } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { bearer, jwt, organization } from 'better-auth/plugins'
import { type Clock, type Config, type Db, isId, newId, Problem } from '#base'
import { organizationAccess } from './access.ts'
import { ORG_ROLES } from './actor.ts'
import { kyselyFor } from './database.ts'
import { tellInvitation, tellResetLink, tellVerificationLink } from './links.ts'
import { knownLocale, knownZone } from './persons.ts'
import { refuse } from './problems.ts'

export type PeopleDeps = { db: Db; config: Config; secret: string; clock: Clock }

/** The address that the frame puts in, so that no caller can claim another (src/http/auth.ts). */
export const ADDRESS_HEADER = 'x-stoa-address'
const DAY = 24 * 60 * 60
/** Seconds that an access token lives; its session is asked for with every request all the same. */
const TOKEN_LIFE = '15m'

/** What Better Auth offers and Stoa does not use yet: closed rather than left open untested. */
const CLOSED = [
  '/sign-in/social',
  '/link-social',
  '/unlink-account',
  '/list-accounts',
  '/account-info',
  '/refresh-token',
  '/get-access-token',
  '/callback/:id',
  '/change-email',
  '/delete-user',
  '/delete-user/callback',
  '/update-session',
  '/error',
  '/ok',
  '/organization/set-active',
]

export type Auth = ReturnType<typeof openAuth>

/**
 * Better Auth 1.7.7, told our tables (db/0003-people.sql) and our rules. Sign-in lives on the
 * machine's clock, also in the sandbox: a clock moved ahead by a year signs nobody out.
 */
export function openAuth(
  { db, config, secret, clock }: PeopleDeps,
  { checkTables = false }: { checkTables?: boolean } = {},
) {
  return betterAuth({
    appName: 'Stoa',
    baseURL: config.url,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [config.url],
    database: { db: kyselyFor(db), type: 'postgres', schemaName: 'people', transaction: true },
    disabledPaths: CLOSED,
    telemetry: { enabled: false },
    logger: { disabled: true },
    onAPIError: { throw: true },
    // Limits are the frame's (src/http/guard.ts), which knows addresses and people.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'stoa',
      useSecureCookies: config.url.startsWith('https:'),
      // The frame has refused other websites' requests before they come here.
      disableCSRFCheck: true,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // A test holds its tables against ours; at every start that would only cost time.
      database: { generateId: newId, validateSchema: checkTables },
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      resetPasswordTokenExpiresIn: 60 * 60,
      // Whoever had got in with the old password is out.
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, url }) => tellResetLink(db, user.id, url, clock.now()),
    },
    emailVerification: {
      sendOnSignUp: true,
      expiresIn: DAY,
      // Signing up is still an open transaction here, and the link needs the person's row.
      sendVerificationEmail: ({ user, url }) =>
        queueAfterTransactionHook(() => tellVerificationLink(db, user.id, url, clock.now())),
    },
    session: {
      modelName: 'session',
      expiresIn: 30 * DAY,
      updateAge: DAY,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
    },
    user: {
      modelName: 'person',
      fields: {
        emailVerified: 'email_verified',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      additionalFields: {
        zone: { type: 'string', required: false, defaultValue: 'UTC' },
        locale: { type: 'string', required: false, defaultValue: 'en' },
      },
    },
    account: {
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      user: {
        create: {
          before: async (user) => ({
            data: { ...user, ...lawful(user), createdAt: dateOf(clock), updatedAt: dateOf(clock) },
          }),
        },
        update: {
          before: async (user) => ({
            data: { ...user, ...lawful(user), updatedAt: dateOf(clock) },
          }),
        },
      },
      session: {
        create: {
          before: async (session) => ({
            data: { ...session, userAgent: session.userAgent?.slice(0, 400) ?? null },
          }),
        },
      },
    },
    hooks: { before: createAuthMiddleware(async (call) => refuseOddities(call)) },
    plugins: [
      bearer({ requireSignature: true }),
      jwt({
        disableSettingJwtHeader: true,
        jwks: { keyPairConfig: { alg: 'EdDSA', crv: 'Ed25519' }, rotationInterval: 90 * DAY },
        jwt: {
          issuer: config.url,
          audience: config.url,
          expirationTime: TOKEN_LIFE,
          // Who and which sign-in; names and roles are looked up when the token is used.
          definePayload: ({ session }) => ({ sid: session.id }),
        },
        schema: {
          jwks: {
            fields: {
              publicKey: 'public_key',
              privateKey: 'private_key',
              createdAt: 'created_at',
              expiresAt: 'expires_at',
            },
          },
        },
      }),
      organization({
        ...organizationAccess,
        // Organizations are made by staff: what they may use is bought (8-organizations).
        allowUserToCreateOrganization: false,
        disableOrganizationDeletion: true,
        membershipLimit: 1_000_000,
        sendInvitationEmail: ({ id, email, role, organization, inviter }) =>
          tellInvitation(
            db,
            { id, email, role, organization, inviter: inviter.user.name },
            clock.now(),
          ),
        schema: {
          session: { fields: { activeOrganizationId: 'active_organization_id' } },
          organization: { fields: { createdAt: 'created_at' } },
          member: {
            fields: {
              organizationId: 'organization_id',
              userId: 'user_id',
              createdAt: 'created_at',
            },
          },
          invitation: {
            fields: {
              organizationId: 'organization_id',
              inviterId: 'inviter_id',
              expiresAt: 'expires_at',
              createdAt: 'created_at',
            },
          },
        },
      }),
    ],
  })
}

const dateOf = (clock: Clock) => new Date(clock.now().epochMilliseconds)

type Profile = { name?: unknown; zone?: unknown; locale?: unknown }

/** The parts of a profile that the database would refuse, refused by name first. */
function lawful(profile: Profile): Record<string, string> {
  return answering(() => {
    const out: Record<string, string> = {}
    if (typeof profile.name === 'string') {
      out.name = profile.name.trim()
      if (out.name.length < 1 || out.name.length > 200) throw refuse('name_unfit')
    }
    if (typeof profile.zone === 'string') out.zone = knownZone(profile.zone)
    if (typeof profile.locale === 'string') out.locale = knownLocale(profile.locale)
    return out
  })
}

/** What Better Auth would hand on to the database as it came: odd ids, several roles in one. */
function refuseOddities({ body, query }: { body?: unknown; query?: unknown }): void {
  answering(() => {
    for (const part of [body, query]) {
      if (typeof part !== 'object' || part === null) continue
      for (const [field, value] of Object.entries(part)) {
        if (
          /(^id|Id)$/.test(field) &&
          value != null &&
          !(typeof value === 'string' && isId(value))
        ) {
          throw refuse('auth_refused', { detail: `${field} is no id.` })
        }
        if (field === 'role' && !ORG_ROLES.includes(value as never)) {
          throw refuse('auth_refused', { detail: `role is one of ${ORG_ROLES.join(', ')}.` })
        }
      }
    }
  })
}

/** Our refusals in the library's clothes; src/http/auth.ts gives them their own again. */
function answering<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new APIError(error.status as 422, {
      code: error.code,
      message: String(error.facts.detail ?? ''),
    })
  }
}
