import { type TSchema, Type } from 'typebox'
import { ORG_ROLES, STAFF_ROLES } from '#people'
import type { LimitName, Needs } from './edge.ts'
import { IdSchema, LocaleSchema, query, ZoneSchema } from './schemas.ts'

/** One of Better Auth's paths, as Stoa offers it. */
export type SignInPath = {
  method: 'GET' | 'POST'
  path: string
  summary: string
  needs: Needs
  limit?: LimitName
  body?: TSchema
  querystring?: TSchema
  params?: TSchema
}

const Email = Type.String({ format: 'email', maxLength: 254 })
/** Length is judged by the sign-in module, which says so in words. */
const Password = Type.String({ minLength: 1, maxLength: 1000 })
const Where = Type.String({
  maxLength: 500,
  description: 'Where to go afterwards: a path, or an address of this Stoa',
})
const Token = Type.String({ minLength: 1, maxLength: 4096 })
const Organization = { organizationId: IdSchema }
const role = Type.Enum(ORG_ROLES)
const leads: Needs = { organization: ['owner', 'admin'] }
const belongs: Needs = { organization: ORG_ROLES }

/**
 * What of Better Auth is open, and to whom: a path that is not in this list does not exist.
 * https://www.better-auth.com/docs
 */
export const SIGN_IN_PATHS: readonly SignInPath[] = [
  {
    method: 'POST',
    path: 'sign-up/email',
    summary: 'Open an account; signs in and sends an e-mail to verify the address',
    needs: 'anyone',
    limit: 'sign-in',
    body: query({
      name: Type.String({ minLength: 1, maxLength: 200 }),
      email: Email,
      password: Password,
      zone: Type.Optional(ZoneSchema),
      locale: Type.Optional(LocaleSchema),
      callbackURL: Type.Optional(Where),
      rememberMe: Type.Optional(Type.Boolean()),
    }),
  },
  {
    method: 'POST',
    path: 'sign-in/email',
    summary: 'Sign in; sets the session cookie, and names the session token in set-auth-token',
    needs: 'anyone',
    limit: 'sign-in',
    body: query({
      email: Email,
      password: Password,
      callbackURL: Type.Optional(Where),
      rememberMe: Type.Optional(Type.Boolean()),
    }),
  },
  { method: 'POST', path: 'sign-out', summary: 'Sign out here', needs: 'anyone', body: query({}) },
  { method: 'GET', path: 'get-session', summary: 'This sign-in, or null', needs: 'anyone' },
  { method: 'GET', path: 'list-sessions', summary: 'Where I am signed in', needs: 'person' },
  {
    method: 'POST',
    path: 'revoke-session',
    summary: 'Sign out one device',
    needs: 'person',
    body: query({ token: Token }),
  },
  {
    method: 'POST',
    path: 'revoke-other-sessions',
    summary: 'Sign out everywhere but here',
    needs: 'person',
    body: query({}),
  },
  {
    method: 'POST',
    path: 'revoke-sessions',
    summary: 'Sign out everywhere',
    needs: 'person',
    body: query({}),
  },
  {
    method: 'POST',
    path: 'change-password',
    summary: 'Set a new password, knowing the old one',
    needs: 'person',
    limit: 'sign-in',
    body: query({
      currentPassword: Password,
      newPassword: Password,
      revokeOtherSessions: Type.Optional(Type.Boolean()),
    }),
  },
  {
    method: 'POST',
    path: 'request-password-reset',
    summary: 'Ask for an e-mail with a link; answers alike whether the address is known or not',
    needs: 'anyone',
    limit: 'sign-in',
    body: query({ email: Email, redirectTo: Type.Optional(Where) }),
  },
  {
    method: 'GET',
    path: 'reset-password/:token',
    summary: 'The link of that e-mail: leads on to the page for a new password',
    needs: 'anyone',
    params: query({ token: Token }),
    querystring: query({ callbackURL: Where }),
  },
  {
    method: 'POST',
    path: 'reset-password',
    summary: 'Set a new password with the token of that link; signs out everywhere',
    needs: 'anyone',
    limit: 'sign-in',
    body: query({ newPassword: Password, token: Token }),
  },
  {
    method: 'POST',
    path: 'send-verification-email',
    summary: 'Ask once more for the e-mail that verifies the address',
    needs: 'anyone',
    limit: 'sign-in',
    body: query({ email: Email, callbackURL: Type.Optional(Where) }),
  },
  {
    method: 'GET',
    path: 'verify-email',
    summary: 'The link of that e-mail',
    needs: 'anyone',
    querystring: query({ token: Token, callbackURL: Type.Optional(Where) }),
  },
  {
    method: 'GET',
    path: 'token',
    summary: 'An access token (JWT, 15 minutes) for this sign-in',
    needs: 'person',
  },
  {
    method: 'GET',
    path: 'jwks',
    summary: 'The keys that access tokens are signed with',
    needs: 'anyone',
  },
  { method: 'GET', path: 'organization/list', summary: 'My organizations', needs: 'person' },
  {
    method: 'GET',
    path: 'organization/list-members',
    summary: 'Who belongs to one of my organizations',
    needs: belongs,
    querystring: query({
      ...Organization,
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
    }),
  },
  {
    method: 'POST',
    path: 'organization/invite-member',
    summary: 'Invite somebody by e-mail address',
    needs: leads,
    body: query({ ...Organization, email: Email, role, resend: Type.Optional(Type.Boolean()) }),
  },
  {
    method: 'GET',
    path: 'organization/list-invitations',
    summary: 'Invitations of one of my organizations',
    needs: leads,
    querystring: query(Organization),
  },
  {
    method: 'GET',
    path: 'organization/list-user-invitations',
    summary: 'Invitations to me',
    needs: 'person',
  },
  {
    method: 'POST',
    path: 'organization/accept-invitation',
    summary: 'Accept an invitation to me',
    needs: 'person',
    body: query({ invitationId: IdSchema }),
  },
  {
    method: 'POST',
    path: 'organization/reject-invitation',
    summary: 'Decline an invitation to me',
    needs: 'person',
    body: query({ invitationId: IdSchema }),
  },
  {
    method: 'POST',
    path: 'organization/cancel-invitation',
    summary: 'Take an invitation back',
    needs: leads,
    body: query({ invitationId: IdSchema }),
  },
  {
    method: 'POST',
    path: 'organization/update-member-role',
    summary: 'Give a member another role',
    needs: leads,
    body: query({ ...Organization, memberId: IdSchema, role }),
  },
  {
    method: 'POST',
    path: 'organization/remove-member',
    summary: 'End a membership',
    needs: leads,
    body: query({
      ...Organization,
      memberIdOrEmail: Type.String({ minLength: 3, maxLength: 254 }),
    }),
  },
  {
    method: 'POST',
    path: 'organization/leave',
    summary: 'Leave an organization',
    needs: belongs,
    body: query(Organization),
  },
]

/** The roles of staff, for schemas. */
export const StaffRoleSchema = Type.Enum(STAFF_ROLES)

/** The roles in an organization, for schemas. */
export const OrgRoleSchema = role
