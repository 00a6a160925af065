import { problems } from '#base'

/** Refusals of the frame itself, before a module is asked. */
export const refuse = problems('http', {
  request_invalid: {
    status: 400,
    title: 'Something in the request is not as it must be.',
    retry: 'after-change',
  },
  json_malformed: { status: 400, title: 'The body is not valid JSON.', retry: 'after-change' },
  cursor_invalid: {
    status: 400,
    title: 'This cursor did not come from this list.',
    retry: 'after-change',
  },
  sign_in_needed: { status: 401, title: 'Please sign in first.', retry: 'after-change' },
  session_ended: {
    status: 401,
    title: 'This sign-in has ended. Please sign in again.',
    retry: 'after-change',
  },
  key_not_good: {
    status: 401,
    title: 'This key is not good: it is unknown, replaced, expired or revoked.',
    retry: 'never',
  },
  scope_missing: {
    status: 403,
    title: 'This key may not do that: its scopes do not say so.',
    retry: 'never',
  },
  not_allowed: { status: 403, title: 'This is not yours to do or to see.', retry: 'never' },
  origin_refused: {
    status: 403,
    title: 'This came from another website, so it was not done.',
    retry: 'never',
  },
  not_found: { status: 404, title: 'There is nothing at this address.', retry: 'never' },
  method_not_allowed: {
    status: 405,
    title: 'This address does not know this method.',
    retry: 'never',
  },
  request_too_slow: {
    status: 408,
    title: 'The request did not arrive in time.',
    retry: 'later',
  },
  body_too_large: { status: 413, title: 'The body is too large.', retry: 'after-change' },
  address_too_long: { status: 414, title: 'The address is too long.', retry: 'after-change' },
  content_type_unsupported: {
    status: 415,
    title: 'Bodies are sent as application/json.',
    retry: 'after-change',
  },
  host_unknown: { status: 421, title: 'Stoa is not reached under this name.', retry: 'never' },
  idempotency_key_missing: {
    status: 400,
    title: 'This needs an Idempotency-Key header of 8 to 128 visible characters.',
    retry: 'after-change',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'This Idempotency-Key was used for another request.',
    retry: 'never',
  },
  rate_limited: { status: 429, title: 'Too many requests. Please wait a little.', retry: 'later' },
  headers_too_large: { status: 431, title: 'The headers are too large.', retry: 'after-change' },
  unexpected: {
    status: 500,
    title: 'Something went wrong on our side. Nothing was changed.',
    retry: 'later',
  },
  busy: { status: 503, title: 'Too much at once. Please try again.', retry: 'later' },
  took_too_long: { status: 503, title: 'This took too long. Please try again.', retry: 'later' },
  unavailable: { status: 503, title: 'Stoa is not available right now.', retry: 'later' },
})
