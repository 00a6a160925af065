import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import type { OpenAPIV3_1 } from 'openapi-types'
import { EVENT_KINDS, EVENTS, eventSchema } from '#messaging'
import type { Declared } from './declared.ts'
import type { Needs } from './edge.ts'
import { ProblemSchema } from './schemas.ts'

type Document = OpenAPIV3_1.Document
type Operation = OpenAPIV3_1.OperationObject

/** Collects every route's schemas as they are registered. */
export async function describe(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Stoa',
        version: '0.1.0',
        description: ABOUT,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      components: {
        schemas: { Problem: ProblemSchema as never },
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'stoa.session_token' },
          token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          key: { type: 'http', scheme: 'bearer', bearerFormat: 'stoa_key_…' },
        },
        responses: {
          Problem: {
            description: 'A refusal: what it is called, what it means, and whether to try again',
            content: {
              'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
            },
          },
        },
      },
    },
  })
}

const ABOUT = `Everything that Stoa's own pages do, they do through this API.

Value is a decimal string and its asset, never a float. Moments are RFC 3339. A refusal is
application/problem+json with a stable code; the catalogue is at /api/problems. Requests that move
value carry an Idempotency-Key: sent again, they are the same deed. Lists give \`next\`, the cursor of
the page after; null on the last.

Sign in at /api/auth/sign-in/email: a cookie for the web; for others \`set-auth-token\` names the
session, and /api/auth/token gives access tokens (JWT) whose keys are at /api/auth/jwks.`

/** The OpenAPI 3.1 document: the routes' own schemas, with what the frame adds to each. */
export function documentOf(app: FastifyInstance): Document {
  const document = structuredClone(app.swagger()) as unknown as Document
  const declared = new Map(app.routes.map((route) => [nameOf(route), route]))
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(item ?? {})) {
      const route = declared.get(`${method.toUpperCase()} ${path}`)
      if (route) complete(operation as Operation, route)
    }
  }
  return { ...document, webhooks: eventsOf() }
}

/** Every event as OpenAPI 3.1 describes what an API sends by itself, from the schemas that make them. */
function eventsOf(): NonNullable<Document['webhooks']> {
  const header = (name: string, description: string) =>
    ({ in: 'header', name, required: true, description, schema: { type: 'string' } }) as const
  const parameters = [
    header(
      'webhook-id',
      'The same however often it is sent: what you have seen, you need not do twice',
    ),
    header(
      'webhook-timestamp',
      'The second at which it was sent; refuse what is older than five minutes',
    ),
    header(
      'webhook-signature',
      'Standard Webhooks: `v1,` and HMAC-SHA-256 of `id.timestamp.body` in base64, one for each valid secret',
    ),
  ]
  return Object.fromEntries(
    EVENT_KINDS.map((kind) => [
      kind,
      {
        post: {
          tags: ['events'],
          summary: EVENTS[kind]!.says,
          parameters,
          requestBody: {
            required: true,
            content: { 'application/json': { schema: eventSchema(kind) as never } },
          },
          responses: {
            '2XX': { description: 'Taken. Anything else is tried again over three days.' },
            '410': { description: 'Nobody is here any more: nothing is sent again.' },
          },
        },
      },
    ]),
  )
}

const nameOf = ({ method, url }: Declared) => `${method} ${url.replace(/:([A-Za-z]+)/g, '{$1}')}`

function complete(operation: Operation, { needs, deed }: Declared): void {
  operation.responses = {
    ...operation.responses,
    default: { $ref: '#/components/responses/Problem' },
  }
  operation.description = [operation.description, inWords(needs)].filter(Boolean).join('\n\n')
  Object.assign(operation, { 'x-needs': needs })
  operation.security =
    needs === 'anyone' || needs === 'provider'
      ? []
      : [
          { session: [] },
          { token: [] },
          ...(typeof needs === 'object' && 'organization' in needs && needs.key
            ? [{ key: [needs.key] }]
            : []),
        ]
  if (!deed) return
  operation.parameters = [
    ...(operation.parameters ?? []),
    {
      in: 'header',
      name: 'Idempotency-Key',
      required: true,
      description: 'Your name for this deed: sent again with it, the request is done once',
      schema: { type: 'string', minLength: 8, maxLength: 128 },
    },
  ]
}

function inWords(needs: Needs): string {
  if (needs === 'anyone') return 'For anyone.'
  if (needs === 'person') return 'For whoever is signed in.'
  if (needs === 'educator') return 'For educators.'
  if (needs === 'provider') return 'For a provider, which signs what it sends.'
  if ('staff' in needs) {
    return `For staff: ${[...new Set(['admin', ...needs.staff])].join(', ')}.`
  }
  const roles = `For these roles in the organization: ${needs.organization.join(', ')}.`
  return needs.key ? `${roles} For its keys with the scope \`${needs.key}\`.` : roles
}
