import { problems } from '#base'

export const refuse = problems('people', {
  person_unknown: { status: 404, title: 'There is no such person.', retry: 'never' },
  organization_unknown: { status: 404, title: 'There is no such organization.', retry: 'never' },
  email_taken: {
    status: 409,
    title: 'Another account uses this e-mail address already.',
    retry: 'after-change',
  },
  name_unfit: {
    status: 422,
    title: 'A name must have from 1 to 200 characters.',
    retry: 'after-change',
  },
  zone_unknown: {
    status: 422,
    title: 'That is no time zone known to the IANA database.',
    retry: 'after-change',
  },
  locale_unknown: { status: 422, title: 'That is no language tag.', retry: 'after-change' },
  already_member: {
    status: 409,
    title: 'This person belongs to the organization already.',
    retry: 'never',
  },
  organization_key_unknown: {
    status: 404,
    title: 'This organization has no such key.',
    retry: 'never',
  },
  organization_key_over: {
    status: 409,
    title: 'This key is revoked or has expired. Make another one.',
    retry: 'never',
  },
  organization_key_wrong: {
    status: 422,
    title:
      'A key has a name of 1 to 80 characters, at least one scope that there is, and from 1 to 730 days, or no end; the one before works for 168 hours more at most.',
    retry: 'after-change',
  },
  organization_keys_full: {
    status: 409,
    title: 'An organization has 20 keys at most. Revoke one that nothing uses.',
    retry: 'after-change',
  },
  last_admin: {
    status: 409,
    title: 'Stoa needs at least one admin: appoint another one first.',
    retry: 'after-change',
  },
  wrong_email_or_password: {
    status: 401,
    title: 'E-mail address and password do not belong together.',
    retry: 'after-change',
  },
  password_unfit: {
    status: 422,
    title: 'A password must have from 10 to 128 characters.',
    retry: 'after-change',
  },
  link_expired: {
    status: 410,
    title: 'This link has been used or has expired. Ask for a new one.',
    retry: 'after-change',
  },
  auth_refused: { status: 400, title: 'The sign-in service refused this.', retry: 'after-change' },
})
