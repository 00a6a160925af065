import type { RouterContextProvider } from 'react-router'
import { ApiProblem, problemFrom } from '../../api/client.ts'
import { apiOf } from '../../api/context.ts'

/** Refusals that belong to one field of the form. */
const FIELDS: Record<string, [field: string, message: string]> = {
  email_taken: ['/email', 'There is an account with this e-mail address already. Sign in instead?'],
  password_unfit: ['/password', 'Use between 8 and 128 characters.'],
}

/**
 * Calls the sign-in part of the API. Its cookies reach the visitor by themselves; `cookie` is what the
 * next call in the same action needs to be that person already.
 */
export async function sign(
  context: Readonly<RouterContextProvider>,
  path: string,
  body: Record<string, unknown>,
): Promise<{ cookie: string }> {
  const answer = await context.get(apiOf).raw({
    method: 'POST',
    path: `/api/auth${path}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (answer.status >= 400) {
    const problem = problemFrom(answer)
    const field = FIELDS[problem.code]
    throw new ApiProblem(
      field ? { ...problem, errors: [{ field: field[0], message: field[1] }] } : problem,
    )
  }
  const set = answer.headers['set-cookie'] as string | string[] | undefined
  const cookies = [set ?? []].flat().map((cookie) => cookie.split(';')[0] ?? '')
  return { cookie: cookies.join('; ') }
}
