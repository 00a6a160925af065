import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { errorCodes, removeErrorCode, setErrorCode } from '#messaging'
import { audit } from '#people'
import { change, type Deps } from './edge.ts'
import {
  CodeFields,
  CodeParams,
  closed,
  codeAnswer,
  ErrorCodeSchema,
  ProviderKindSchema,
} from './message-provider-shapes.ts'
import { query } from './schemas.ts'

const SEEN = { staff: ['finance', 'support'] } as const
const tags = ['message providers']

/** What the codes of providers mean here: errors are data. */
export const errorCodeRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/message-error-codes',
      {
        config: { needs: SEEN },
        schema: {
          tags,
          summary:
            'What each provider’s error codes mean, and whether it charges for such a message',
          querystring: query({ kind: Type.Optional(ProviderKindSchema) }),
          response: { 200: Type.Object({ items: Type.Array(ErrorCodeSchema) }, closed) },
        },
      },
      async (request) => ({
        items: (await errorCodes(deps.db, request.query.kind ?? null)).map(codeAnswer),
      }),
    )
    app.put(
      '/message-error-codes/:kind/:code',
      {
        config: { needs: SEEN },
        schema: {
          tags,
          summary: 'Say what a code of a provider means',
          params: CodeParams,
          body: Type.Object(CodeFields, closed),
          response: { 200: ErrorCodeSchema },
        },
      },
      async (request) =>
        change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          const given = { ...request.params, ...request.body, words: request.body.words.trim(), by }
          const { before, after } = await setErrorCode(tx, given, now)
          const about = { type: 'message_error_code', id: `${given.kind} ${given.code}` }
          const { class: was, charged, words } = before ?? {}
          await audit(
            tx,
            {
              by,
              deed: 'message_error_code.set',
              about,
              ...(before && { before: { class: was, charged, words } }),
              after: { ...request.body },
              from: request.id,
            },
            now,
          )
          return codeAnswer(after)
        }),
    )
    app.delete(
      '/message-error-codes/:kind/:code',
      {
        config: { needs: SEEN },
        schema: {
          tags,
          summary: 'Take a code out of the table: then it means what its HTTP status says',
          params: CodeParams,
          response: { 200: Type.Object({ removed: Type.Literal(true) }, closed) },
        },
      },
      async (request) =>
        change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          const { kind, code } = request.params
          const { class: was, charged, words } = await removeErrorCode(tx, { kind, code })
          const about = { type: 'message_error_code', id: `${kind} ${code}` }
          const before = { class: was, charged, words }
          await audit(
            tx,
            { by, deed: 'message_error_code.removed', about, before, from: request.id },
            now,
          )
          return { removed: true as const }
        }),
    )
  }
