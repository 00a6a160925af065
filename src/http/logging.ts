import type { FastifyServerOptions } from 'fastify'
import type { Config } from '#base'

/**
 * One line of JSON an answer: request id, route, status, milliseconds. The route's pattern, not the
 * address, and no host, user agent or network address: those say who somebody is.
 */
export function loggerFor(config: Config): Pick<FastifyServerOptions, 'logger'> {
  if (config.logLevel === 'silent') return { logger: false }
  return {
    logger: {
      level: config.logLevel,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label: string) => ({ level: label }) },
      serializers: {
        req: (request) => ({
          method: request.method,
          route: request.routeOptions?.url ?? 'none',
        }),
        res: (reply) => ({ status: reply.statusCode }),
      },
    },
  }
}
