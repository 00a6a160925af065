import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  addPaper,
  answerApplication,
  applicationOf,
  applyingPolicy,
  applyToTeach,
  chooseTime,
  dropPaper,
  interviewOf,
  mayApply,
  noneFits,
  openDeeds,
  papersOf,
  readPaper,
  rulesInForce,
  stepsOf,
  withdrawApplication,
} from '#earnings'
import type { Actor } from '#people'
import {
  FillBody,
  filled,
  filledFrom,
  InterviewSchema,
  interviewFrom,
  PaperSchema,
  paperFrom,
} from './applying-shapes.ts'
import { actorOf, change, type Deps } from './edge.ts'
import { bytesOf, sendFile, takesFiles } from './files.ts'
import { refuse } from './problems.ts'
import { IdParams, InstantSchema, orNull, query } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['applying']

/** The names of the specification, and the one that says both: one implementation behind all. */
export const APPLYING_NAMES = ['/educator', '/instructors', '/host'] as const

const OwnSchema = Type.Object(
  {
    application: orNull(
      Type.Object(
        {
          ...filled,
          papers: Type.Array(PaperSchema),
          interview: orNull(InterviewSchema),
          history: Type.Array(
            Type.Object(
              {
                deed: Type.String(),
                to: Type.String(),
                words: orNull(Type.String()),
                at: InstantSchema,
              },
              thing,
            ),
          ),
        },
        thing,
      ),
    ),
    mayBegin: Type.Boolean({ description: 'Whether a new one can be begun now' }),
    why: orNull(Type.String({ description: 'The refusal that stands against a new one' })),
    from: orNull(InstantSchema),
    experiencedYears: Type.Integer({
      description: 'From so many years of teaching on the first tier is Intermediate',
    }),
    filesMost: Type.Integer(),
    fileMegabytes: Type.Integer(),
  },
  thing,
)

/** What of the history is the reviewers' own business. */
const INSIDE = ['take', 'let go']

async function own(deps: Deps, { id }: Pick<Actor, 'id'>) {
  const now = deps.clock.now()
  const [found, policy, may, { numbers }] = await Promise.all([
    applicationOf(deps.db, id),
    applyingPolicy(deps.db),
    mayApply(deps.db, id, now),
    rulesInForce(deps.db),
  ])
  const { filesMost, fileMegabytes } = policy
  const { experiencedYears } = numbers
  const rest = { mayBegin: !may, why: may?.code ?? null, from: may?.from ?? null, experiencedYears }
  if (!found) return { application: null, ...rest, filesMost, fileMegabytes }
  const [papers, interview, steps] = await Promise.all([
    papersOf(deps.db, found.id),
    interviewOf(deps.db, found.id),
    stepsOf(deps.db, found.id),
  ])
  const application = {
    ...filledFrom(found, openDeeds(found, { role: 'applicant', id }, now)),
    papers: papers.map(paperFrom),
    interview: interviewFrom(interview),
    history: steps
      .filter(({ deed }) => !INSIDE.includes(deed))
      .map(({ deed, to, words, at }) => ({ deed, to, words, at: at.toString() })),
  }
  return { application, ...rest, filesMost, fileMegabytes }
}

/** Applying to teach: one's own application, from the first word to the answer. */
export const applyingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    for (const at of APPLYING_NAMES) await app.register(formRoutes(deps), { prefix: at })
    await app.register(stepRoutes(deps), { prefix: '/educator/apply' })
    await app.register(paperRoutes(deps), { prefix: '/educator/apply' })
    await app.register(readingRoutes(deps))
  }

const formRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/apply',
      {
        config: { needs: 'person' },
        schema: { summary: 'My application to teach', tags, response: { 200: OwnSchema } },
      },
      (request) => own(deps, actorOf(request)),
    )
    app.post(
      '/apply',
      {
        config: { needs: 'person', limit: 'writing' },
        schema: {
          summary: 'Begin or go on with my application, and send it',
          description:
            'Keeps the fields that it names; what is left out stays. Begins a draft where there is none.',
          tags,
          body: FillBody,
          response: { 200: OwnSchema },
        },
      },
      async (request) => {
        const { send = false, ...fields } = request.body
        await change(deps, request, (tx, now, actor) =>
          applyToTeach(tx, actor, { fields, send }, now),
        )
        return own(deps, actorOf(request))
      },
    )
  }

const WordsBody = Type.Object({ words: Type.String({ minLength: 2, maxLength: 4000 }) }, thing)

const stepRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/answer',
      {
        config: { needs: 'person', limit: 'writing' },
        schema: {
          summary: 'Answer what was asked',
          tags,
          body: WordsBody,
          response: { 200: OwnSchema },
        },
      },
      async (request) => {
        await change(deps, request, (tx, now, { id }) =>
          answerApplication(tx, id, request.body.words, now),
        )
        return own(deps, actorOf(request))
      },
    )
    app.post(
      '/withdraw',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Take my application back',
          tags,
          body: Type.Object({ words: Type.Optional(Type.String({ maxLength: 1000 })) }, thing),
          response: { 200: OwnSchema },
        },
      },
      async (request) => {
        await change(deps, request, (tx, now, { id }) =>
          withdrawApplication(tx, id, request.body.words, now),
        )
        return own(deps, actorOf(request))
      },
    )
    app.post(
      '/interview',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Choose one of the times that are offered for a talk',
          tags,
          body: Type.Object({ time: InstantSchema }, thing),
          response: { 200: OwnSchema },
        },
      },
      async (request) => {
        const time = Temporal.Instant.from(request.body.time)
        await change(deps, request, (tx, now, { id }) => chooseTime(tx, id, time, now))
        return own(deps, actorOf(request))
      },
    )
    app.post(
      '/interview/none',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'None of the times fits me',
          tags,
          body: Type.Object({ words: Type.String({ minLength: 2, maxLength: 1000 }) }, thing),
          response: { 200: OwnSchema },
        },
      },
      async (request) => {
        await change(deps, request, (tx, now, { id }) => noneFits(tx, id, request.body.words, now))
        return own(deps, actorOf(request))
      },
    )
    app.delete(
      '/papers/:id',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Take a paper away',
          tags,
          params: IdParams,
          response: { 200: OwnSchema },
        },
      },
      async (request) => {
        await change(deps, request, (tx, now, { id }) => dropPaper(tx, id, request.params.id, now))
        return own(deps, actorOf(request))
      },
    )
  }

/** A room of its own: only here bodies are files. */
const paperRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    takesFiles(app)
    app.post(
      '/papers',
      {
        config: { needs: 'person', limit: 'writing' },
        schema: {
          summary: 'Hand in a certificate or another paper',
          description:
            'The body is the file itself: PDF, JPEG or PNG, as its own first bytes say. The same file twice is there once.',
          tags,
          consumes: ['application/octet-stream'],
          querystring: query({ name: Type.String({ minLength: 1, maxLength: 300 }) }),
          response: { 201: PaperSchema },
        },
      },
      async (request, reply) => {
        const bytes = bytesOf(request.body)
        const { name } = request.query
        const paper = await change(deps, request, (tx, now, { id }) =>
          addPaper(tx, id, { name, bytes }, now),
        )
        reply.code(201)
        return paperFrom(paper)
      },
    )
  }

const readingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/applications/papers/:id',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'A paper of an application, as a file',
          description: 'One’s own; for reviewers those of applications that were sent.',
          tags,
          params: IdParams,
          produces: ['application/pdf', 'image/jpeg', 'image/png'],
        },
      },
      async (request, reply) => {
        const { id, staffRoles } = actorOf(request)
        const paper = await readPaper(deps.db, request.params.id)
        const reviews = staffRoles.some((role) => role === 'reviewer' || role === 'admin')
        if (paper.personId !== id && !(reviews && paper.sent)) throw refuse('not_found')
        return sendFile(reply, paper)
      },
    )
  }
