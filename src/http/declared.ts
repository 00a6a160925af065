import type { FastifyInstance, RouteOptions } from 'fastify'
import type { Needs } from './edge.ts'

/** A route as it was declared. */
export type Declared = {
  method: string
  url: string
  needs: Needs
  deed: boolean
  schema: RouteOptions['schema']
  /** Bytes of its own, where it takes more than the others. */
  bodyLimit: number | undefined
}

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * Reads every route as it is added and refuses to start with one that does not say who may use it,
 * runs a deed without a person, or takes fields that its schema does not name.
 */
export function collectRoutes(app: FastifyInstance): Declared[] {
  const routes: Declared[] = []
  const seen: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    seen.push(route)
  })
  app.addHook('onReady', async () => {
    const faults: string[] = []
    for (const route of seen) {
      const { needs, deed = false } = route.config ?? {}
      const { bodyLimit } = route
      for (const method of [route.method].flat()) {
        const name = `${method} ${route.url}`
        if (needs === undefined) faults.push(`${name} does not declare what it needs`)
        else routes.push({ method, url: route.url, needs, deed, schema: route.schema, bodyLimit })
        if (deed && (needs === 'anyone' || needs === 'provider' || !UNSAFE.has(method))) {
          faults.push(`${name} is a deed, so it must be an unsafe method and need a person`)
        }
        const byKey = typeof needs === 'object' && 'organization' in needs && needs.key
        if (byKey && !route.url.includes('/:organizationId/')) {
          faults.push(`${name} is for keys, so its path must name the organization`)
        }
        for (const part of ['body', 'querystring', 'params'] as const) {
          const open = openObject(route.schema?.[part], part)
          if (open) faults.push(`${name}: ${open} takes fields that it does not name`)
        }
      }
    }
    if (faults.length > 0) throw new Error(`Routes as they must not be:\n${faults.join('\n')}`)
  })
  return routes
}

/** Where a schema has an object without `additionalProperties`, or undefined. */
function openObject(schema: unknown, path: string): string | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined
  const node = schema as Record<string, unknown>
  if (node.type === 'object' && node.properties && node.additionalProperties === undefined) {
    return path
  }
  for (const [name, part] of Object.entries(node)) {
    const found = openObject(part, `${path}.${name}`)
    if (found) return found
  }
  return undefined
}

/** Everything in this scope is for anyone: for static files and the docs' own pages. */
export function forAnyone(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    route.config = { needs: 'anyone', ...route.config }
  })
}

/** The methods that an address knows, for telling 405 from 404. */
export function methodsAt(routes: readonly Declared[], path: string): string[] {
  const here = routes.filter((route) => route.url !== '/*' && patternOf(route.url).test(path))
  return [...new Set(here.map((route) => route.method))]
}

const patterns = new Map<string, RegExp>()

function patternOf(url: string): RegExp {
  let pattern = patterns.get(url)
  if (!pattern) {
    const source = url
      .split('/')
      .map((part) =>
        part.startsWith(':')
          ? '[^/]+'
          : part === '*'
            ? '.*'
            : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
      )
      .join('/')
    pattern = new RegExp(`^${source}$`)
    patterns.set(url, pattern)
  }
  return pattern
}
