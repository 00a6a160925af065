import type { ProblemBody } from './types.ts'

/** One call of the HTTP API: in-process on the server. */
export type Call = (request: {
  method: string
  path: string
  headers: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
}) => Promise<{ status: number; headers: Record<string, string>; body: string }>

type Query = Record<string, string | number | boolean | null | undefined>

/**
 * A refusal of the API, as the API said it (problem+json). It has the shape of React Router's `data()`,
 * so a loader that lets it through answers with its status, and the error state gets the problem whole.
 */
export class ApiProblem extends Error {
  readonly type = 'DataWithResponseInit'
  readonly data: ProblemBody
  readonly init: { status: number }
  constructor(problem: ProblemBody) {
    super(problem.detail ?? problem.title)
    this.name = 'ApiProblem'
    this.data = problem
    this.init = { status: problem.status }
  }
}

export type Api = ReturnType<typeof createApi>

/** The address with its filled filters; empty ones are left out. */
export function addressOf(path: string, query?: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  return search.size ? `${path}?${search}` : path
}

/**
 * The API for loaders and actions. Reads and writes throw `ApiProblem` when refused; what a loader
 * lets through reaches the page's error state with its status. `deed` carries the Idempotency-Key that
 * the browser made for this deed, so that sending the form twice is the same deed.
 */
export function createApi(call: Call) {
  async function send<Answer>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await call({
      method,
      path,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (answer.status >= 400) throw new ApiProblem(problemFrom(answer))
    return (answer.body === '' ? null : JSON.parse(answer.body)) as Answer
  }
  return {
    get: <Answer>(path: string, query?: Query) => send<Answer>('GET', addressOf(path, query)),
    post: <Answer>(path: string, body: unknown = {}) => send<Answer>('POST', path, body),
    put: <Answer>(path: string, body: unknown) => send<Answer>('PUT', path, body),
    patch: <Answer>(path: string, body: unknown) => send<Answer>('PATCH', path, body),
    delete: <Answer>(path: string) => send<Answer>('DELETE', path),
    deed: <Answer>(path: string, key: string, body: unknown = {}, method = 'POST') =>
      send<Answer>(method, path, body, { 'idempotency-key': key }),
    /** Hands in a file as it is. */
    async file<Answer>(path: string, query: Query, file: File): Promise<Answer> {
      const answer = await call({
        method: 'POST',
        path: addressOf(path, query),
        headers: { accept: 'application/json', 'content-type': 'application/octet-stream' },
        body: new Uint8Array(await file.arrayBuffer()),
      })
      if (answer.status >= 400) throw new ApiProblem(problemFrom(answer))
      return JSON.parse(answer.body) as Answer
    },
    /** The raw answer, where cookies or files matter. */
    raw: call,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What the API refused, from its answer; something sensible where the answer is no problem+json. */
export function problemFrom(answer: {
  status: number
  headers: Record<string, string>
  body: string
}): ProblemBody {
  const said = (parsed(answer.body) ?? {}) as Partial<ProblemBody> & { message?: string }
  return {
    type: said.type ?? 'about:blank',
    title: said.title ?? said.message ?? 'The server did not answer as it should',
    status: answer.status,
    code: said.code ?? 'unknown',
    retry: said.retry ?? 'later',
    requestId: said.requestId ?? answer.headers['x-request-id'] ?? '',
    ...(said.detail ? { detail: said.detail } : {}),
    ...(said.facts ? { facts: said.facts } : {}),
    ...(said.errors ? { errors: said.errors } : {}),
  }
}
