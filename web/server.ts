import * as build from 'virtual:react-router/server-build'
import { createRequestHandler, RouterContextProvider } from 'react-router'
import { type Call, createApi } from './api/client.ts'
import { apiOf, visitOf } from './api/context.ts'

/** What the HTTP server lends to one page view. */
export type Visit = {
  /** Calls the HTTP API in this very process, as this visitor. */
  call: Call
  /** Let this answer's own scripts and styles through the content security policy. */
  nonces: { script: string; style: string }
  requestId: string
  /** Where people reach Stoa, without a slash at the end. */
  origin: string
  acceptLanguage: string
  cookie: string
  /** Writes down a fault that nobody foresaw. */
  report: (error: unknown) => void
}

const render = createRequestHandler(build, 'production')

/** Answers a page, a page's data, or a form sent by a page. */
export function handle(request: Request, visit: Visit): Promise<Response> {
  const context = new RouterContextProvider()
  context.set(apiOf, createApi(visit.call))
  context.set(visitOf, visit)
  return render(request, context)
}
