import { readFile } from 'node:fs/promises'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'

/** The letters of the sandboxes' pages. */
export const sandboxFonts: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/sandbox/fonts/:name',
    {
      config: { needs: 'anyone' },
      schema: {
        hide: true,
        params: Type.Object(
          { name: Type.Enum(['inter', 'source-serif-4']) },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const { name } = request.params
      const file = import.meta.resolve(
        `@fontsource-variable/${name}/files/${name}-latin-wght-normal.woff2`,
      )
      return reply
        .type('font/woff2')
        .header('cache-control', 'public, max-age=86400')
        .send(await readFile(new URL(file)))
    },
  )
}
