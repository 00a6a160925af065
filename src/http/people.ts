import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Deps } from './edge.ts'
import { InstantSchema } from './schemas.ts'

export const peopleRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/me',
      {
        config: { needs: 'anyone' },
        schema: {
          tags: ['people'],
          summary: 'Who is signed in',
          response: { 200: Type.Object({ now: InstantSchema }) },
        },
      },
      async () => ({ now: deps.clock.now().toString() }),
    )
  }
