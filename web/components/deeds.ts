import { type ClientActionFunctionArgs, data } from 'react-router'
import { ApiProblem } from '../api/client.ts'
import type { ProblemBody } from '../api/types.ts'

/** What an action of a page answers when it does not go elsewhere. */
export type Outcome<Result = unknown> =
  | { ok: true; intent: string; said?: string; result?: Result }
  | { ok: false; intent: string; problem: ProblemBody }

/** Refusals that only signing in mends: the page says so, rather than the form. */
const SIGNED_OUT = new Set(['sign_in_needed', 'session_ended'])

/** Runs a deed in an action: a refusal becomes part of the page, everything else is an error. */
export async function attempt<Result>(
  intent: string,
  work: () => Promise<{ said?: string; result?: Result } | undefined>,
) {
  try {
    const done = await work()
    return { ok: true, intent, ...done } satisfies Outcome<Result> as Outcome<Result>
  } catch (error) {
    if (!(error instanceof ApiProblem) || SIGNED_OUT.has(error.data.code)) throw error
    const refused = { ok: false, intent, problem: error.data } satisfies Outcome as Outcome<Result>
    return data(refused, { status: error.data.status })
  }
}

/** The text of a form's field; files are none. */
export function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/**
 * Export as a route's `clientAction`: when the answer is lost on the way, the form stays as it was and
 * keeps its key, so that sending it again is the same deed.
 */
export async function keepOnFailure({ request, serverAction }: ClientActionFunctionArgs) {
  const intent = text(await request.clone().formData(), 'intent')
  try {
    return await serverAction<Outcome>()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return {
      ok: false,
      intent,
      problem: {
        type: 'about:blank',
        title: 'No answer came back',
        detail: 'The connection broke. Sending it again is safe: it counts once.',
        status: 0,
        code: 'no_answer',
        retry: 'later',
        requestId: '',
      },
    } satisfies Outcome
  }
}
