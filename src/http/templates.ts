import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  addTemplate,
  approvalHistory,
  archiveTemplate,
  changeTemplate,
  previewOf,
  readVersion,
  setApproval,
  substituted,
  templateFor,
  templatesOf,
  termsNow,
} from '#messaging'
import { audit } from '#people'
import { KEEPS, READS, thing, WaySchema } from './contact-shapes.ts'
import { cursorOr } from './cursor.ts'
import { change, type Deps } from './edge.ts'
import { IdSchema, orNull, page, pageQuery, query } from './schemas.ts'
import {
  ApprovalBody,
  ApprovalChangeSchema,
  approvalChangeFrom,
  NewTemplateBody,
  PreviewBody,
  TemplatePreviewSchema,
  TemplateSchema,
  templateFrom,
  templatePreviewFrom,
  VersionBody,
} from './template-shapes.ts'

type App = Parameters<FastifyPluginAsyncTypebox>[0]
const AT = '/organizations/:organizationId/templates'
const tags = ['templates']
const Params = Type.Object({ organizationId: IdSchema }, thing)
const OneParams = Type.Object({ organizationId: IdSchema, id: IdSchema }, thing)

/** What an organization writes again and again. */
export const templateRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    reading(app, deps)
    previewing(app, deps)
    writing(app, deps)
    approving(app, deps)
  }

function reading(app: App, deps: Deps): void {
  app.get(
    AT,
    {
      config: { needs: { ...READS, key: 'templates:read' } },
      schema: {
        summary: 'Templates in their newest version',
        tags,
        params: Params,
        querystring: query({
          ...pageQuery,
          way: Type.Optional(WaySchema),
          archived: Type.Optional(Type.Boolean()),
        }),
        response: { 200: page(TemplateSchema) },
      },
    },
    async ({ params, query: { cursor, limit = 20, ...filter } }) => {
      const asked = { ...filter, after: cursorOr(cursor), limit }
      const { items, next } = await templatesOf(deps.db, params.organizationId, asked)
      return { items: items.map(templateFrom), next }
    },
  )
  app.get(
    `${AT}/:id`,
    {
      config: { needs: { ...READS, key: 'templates:read' } },
      schema: {
        summary:
          'A template, its newest version or the one that is named, and what became of it at providers',
        tags,
        params: OneParams,
        querystring: query({ version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1e6 })) }),
        response: {
          200: Type.Object(
            { ...TemplateSchema.properties, history: Type.Array(ApprovalChangeSchema) },
            thing,
          ),
        },
      },
    },
    async ({ params: { organizationId, id }, query: { version } }) => {
      const template = await templateFor(deps.db, organizationId, id, version)
      const history = await approvalHistory(deps.db, id)
      return { ...templateFrom(template), history: history.map(approvalChangeFrom) }
    },
  )
}

function previewing(app: App, deps: Deps): void {
  app.post(
    `${AT}/preview`,
    {
      config: { needs: { ...READS, key: 'templates:read' } },
      schema: {
        summary: 'What would be written, and what one message takes; nothing is kept',
        tags,
        params: Params,
        body: PreviewBody,
        response: {
          200: Type.Object(
            {
              ...TemplatePreviewSchema.properties,
              plainer: orNull(
                Type.String({
                  description: 'The words of the template in characters that take less',
                }),
              ),
            },
            thing,
          ),
        },
      },
    },
    async ({ params, body: { way, category, language, country, values, ...given } }) => {
      const { registration, ...read } = readVersion(way, given)
      const rules = await termsNow(deps.db, deps.clock.now())
      const template = {
        ...read,
        id: params.organizationId,
        organizationId: params.organizationId,
        name: 'preview',
        way,
        category,
        version: 1,
        dltHeader: registration?.header ?? null,
        dltEntity: registration?.entity ?? null,
        dltTemplate: registration?.template ?? null,
        approvals: [],
        archivedAt: null,
      }
      const seen = templatePreviewFrom(previewOf(rules, template, { language, values, country }))
      const words = template.words[language ?? read.fallback] ?? template.words[read.fallback]!
      const plainer = seen.sms?.substitute ? (substituted(words.text) ?? null) : null
      return { ...seen, plainer: plainer === words.text ? null : plainer }
    },
  )
}

function writing(app: App, deps: Deps): void {
  app.post(
    AT,
    {
      config: { needs: KEEPS, limit: 'writing' },
      schema: {
        summary: 'Make a template',
        tags,
        params: Params,
        body: NewTemplateBody,
        response: { 201: TemplateSchema },
      },
    },
    (request, reply) => {
      reply.code(201)
      return change(deps, request, async (tx, now, { id: by }) =>
        templateFrom(
          await addTemplate(tx, request.params.organizationId, request.body, `person:${by}`, now),
        ),
      )
    },
  )
  app.put(
    `${AT}/:id`,
    {
      config: { needs: KEEPS },
      schema: {
        summary: 'Write a new version; what was sent keeps its own',
        tags,
        params: OneParams,
        body: VersionBody,
        response: { 200: TemplateSchema },
      },
    },
    (request) =>
      change(deps, request, async (tx, now, { id: by }) => {
        const { organizationId, id } = request.params
        const wish = { ...request.body, id }
        return templateFrom(await changeTemplate(tx, organizationId, wish, `person:${by}`, now))
      }),
  )
  app.post(
    `${AT}/:id/archive`,
    {
      config: { needs: KEEPS },
      schema: {
        summary: 'Put a template away',
        tags,
        params: OneParams,
        response: { 200: TemplateSchema },
      },
    },
    (request) =>
      change(deps, request, async (tx, now, { id: by }) => {
        const { organizationId, id } = request.params
        return templateFrom(await archiveTemplate(tx, organizationId, id, `person:${by}`, now))
      }),
  )
}

function approving(app: App, deps: Deps): void {
  app.post(
    `${AT}/:id/approvals`,
    {
      config: { needs: KEEPS },
      schema: {
        summary: 'Say what a provider thinks of a version now',
        tags,
        params: OneParams,
        body: ApprovalBody,
        response: { 200: TemplateSchema },
      },
    },
    (request) =>
      change(deps, request, async (tx, now, actor) => {
        const { organizationId, id } = request.params
        const by = `person:${actor.id}`
        const step = { ...request.body, id }
        const template = await setApproval(tx, organizationId, step, by, now)
        const about = { type: 'template', id }
        const after = { ...request.body, organizationId }
        await audit(tx, { by, deed: 'template.approval', about, after, from: request.ip }, now)
        return templateFrom(template)
      }),
  )
}
