import swaggerUi from '@fastify/swagger-ui'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { OpenAPIV3_1 } from 'openapi-types'
import { Type } from 'typebox'
import { allProblems } from '#base'
import { forAnyone } from './declared.ts'
import { documentOf } from './describing.ts'

/** The API about itself: its document, a page to read and try it, and every refusal it knows. */
export const docsRoutes = (): FastifyPluginAsyncTypebox => async (app) => {
  let document: OpenAPIV3_1.Document | undefined
  app.get(
    '/openapi.json',
    {
      config: { needs: 'anyone' },
      schema: { tags: ['about'], summary: 'This API as OpenAPI 3.1' },
    },
    async (_request, reply) => {
      document ??= documentOf(app)
      return reply
        .header('cache-control', 'public, max-age=60')
        .serializer((body: unknown) => JSON.stringify(body))
        .send(document)
    },
  )
  app.get(
    '/problems',
    {
      config: { needs: 'anyone' },
      schema: {
        tags: ['about'],
        summary: 'Every refusal: its code, what it means, and whether to try again',
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                code: Type.String(),
                module: Type.String(),
                status: Type.Integer(),
                title: Type.String(),
                retry: Type.Enum(['never', 'later', 'after-change']),
              }),
            ),
          }),
        },
      },
    },
    async () => ({ items: problemList() }),
  )
  await app.register(async (page) => {
    forAnyone(page)
    await page.register(swaggerUi, {
      routePrefix: '/docs',
      uiConfig: { deepLinking: true, docExpansion: 'list', layout: 'BaseLayout' },
      transformSpecification: () => documentOf(app) as never,
      transformSpecificationClone: false,
      // The page's own files and nothing else; Swagger UI sets styles in attributes.
      staticCSP: {
        'default-src': ["'self'"],
        'base-uri': ["'none'"],
        'object-src': ["'none'"],
        'frame-ancestors': ["'none'"],
        'img-src': ["'self'", 'data:'],
        'style-src': ["'self'", "'unsafe-inline'"],
      },
    })
  })
}

/** Every refusal of the house, by module and code. */
export function problemList() {
  return [...allProblems()]
    .map(([code, { module, status, title, retry }]) => ({ code, module, status, title, retry }))
    .sort((a, b) => (a.module + a.code < b.module + b.code ? -1 : 1))
}

const AGAIN = {
  never: 'no',
  later: 'yes, later',
  'after-change': 'once something has changed',
} as const

/** docs/problems.md, written by `npm run problems`. */
export function problemsPage(): string {
  const list = problemList()
  const modules = [...new Set(list.map((problem) => problem.module))]
  const tables = modules.map((module) => {
    const rows = list
      .filter((problem) => problem.module === module)
      .map(
        ({ code, status, title, retry }) =>
          `| <a id="${code}"></a>\`${code}\` | ${status} | ${title} | ${AGAIN[retry]} |`,
      )
    return `## ${module}\n\n| Code | Status | What it means | Try again? |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`
  })
  return `# Refusals

Every refusal is answered as \`application/problem+json\` (RFC 9457): \`type\`, \`title\`, \`status\`,
\`code\`, \`retry\`, \`requestId\`, and where they help \`detail\`, \`facts\` and \`errors\`. Nothing has
changed when one is answered. This page is written by \`npm run problems\` from the code, and a test
proves that it is up to date; the API gives the same list at \`/api/problems\`.

${tables.join('\n')}`
}
