import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { isId, newId } from '#base'
import { afterBookingRoutes } from './after-booking.ts'
import { markRoutes } from './after-session.ts'
import { applicationDeskRoutes } from './application-desk.ts'
import { applyingRoutes } from './applying.ts'
import { askingRoutes } from './asking.ts'
import { auditRoutes } from './audits.ts'
import { automationRoutes } from './automations.ts'
import { availabilityRoutes } from './availability.ts'
import { bookingFileRoutes } from './booking-file.ts'
import { bookingRoutes } from './bookings.ts'
import { bookRoutes } from './books.ts'
import { campaignRoutes } from './campaigns.ts'
import { caseDeskRoutes } from './case-desk.ts'
import { caseRoutes } from './cases.ts'
import { commissionRoutes } from './commissions.ts'
import { contactFileRoutes } from './contact-files.ts'
import { contactGroupRoutes } from './contact-groups.ts'
import { contactRoutes } from './contacts.ts'
import { contractRoutes } from './contracts.ts'
import { creditRoutes } from './credits.ts'
import { collectRoutes, type Declared, methodsAt } from './declared.ts'
import { describe } from './describing.ts'
import { discountRoutes } from './discounts.ts'
import { docsRoutes } from './docs.ts'
import { earningRuleRoutes } from './earning-rules.ts'
import { earningsRoutes } from './earnings.ts'
import type { Deps } from './edge.ts'
import { educatorRoutes } from './educators.ts'
import { enrollingRoutes } from './enrolling.ts'
import { explorerRoutes } from './explorer.ts'
import { exposureRoutes } from './exposure.ts'
import { findingRoutes } from './finding.ts'
import { giftRoutes } from './gifts.ts'
import { guard, LIMITS, type Limits } from './guard.ts'
import { importRoutes } from './imports.ts'
import { inboxRoutes } from './inbox.ts'
import { inboxNumberRoutes } from './inbox-numbers.ts'
import { instantRoutes } from './instant.ts'
import { institutionRoutes } from './institutions.ts'
import { jobsRoutes } from './jobs.ts'
import { ladderRoutes } from './ladders.ts'
import { ledgerRoutes } from './ledger.ts'
import { calendarFeed, lessonRoutes } from './lessons.ts'
import { liveRoutes } from './live.ts'
import { loggerFor } from './logging.ts'
import { messageDeskRoutes } from './message-desk.ts'
import { messageProviderRoutes } from './message-providers.ts'
import { messageRoutes } from './messages.ts'
import { namesRoutes } from './names.ts'
import { noticesRoutes } from './notices.ts'
import { numberRoutes } from './numbers.ts'
import { operations } from './operations.ts'
import { organizationKeyRoutes } from './organization-keys.ts'
import { otpRoutes } from './otp.ts'
import { packageRoutes } from './packages.ts'
import { paymentsRoutes } from './payments.ts'
import { payoutDeskRoutes } from './payout-desk.ts'
import { payoutRoutes } from './payouts.ts'
import { peopleRoutes } from './people.ts'
import { phoneRoutes } from './phones.ts'
import { plansRoutes } from './plans.ts'
import { preferencesRoutes } from './preferences.ts'
import { priceRoutes } from './prices.ts'
import { pricingRoutes } from './pricing.ts'
import { refuse } from './problems.ts'
import { proofRoutes } from './proofs.ts'
import { purchaseRoutes } from './purchases.ts'
import { qualityRoutes } from './quality.ts'
import { ownQualityRoutes } from './quality-own.ts'
import { receiverRoutes } from './receivers.ts'
import { recruitingRoutes } from './recruiting.ts'
import { answerBrokenRequest, answerError } from './refusing.ts'
import { reportRoutes } from './reports.ts'
import { retailRoutes } from './retail.ts'
import { reviewRoutes } from './reviews.ts'
import { roomRoutes } from './room.ts'
import { roomReportRoutes } from './room-reports.ts'
import { permissionsPolicy } from './rooms/allowed.ts'
import { openRooms } from './rooms/socket.ts'
import { sandboxPages } from './sandbox-pages.ts'
import { sendingRuleRoutes } from './sending-rules.ts'
import { seriesRoutes } from './series.ts'
import { shortLinkRoutes } from './short-links.ts'
import { signInRoutes } from './sign-in.ts'
import { stockRoutes } from './stock.ts'
import { suppressionRoutes } from './suppressions.ts'
import { taxFormRoutes } from './tax-forms.ts'
import { taxRoutes } from './taxes.ts'
import { templateRoutes } from './templates.ts'
import { threadRoutes } from './threads.ts'
import { transitionRoutes } from './transitions.ts'
import { validate } from './validating.ts'
import { valuationRoutes } from './valuation.ts'
import { waitingRoutes } from './waiting.ts'
import { walletRoutes } from './wallets.ts'
import { welcomeRoutes } from './welcome.ts'

/** Every module's routes, under /api. A new module adds a line. */
const ROUTES = [
  docsRoutes,
  signInRoutes,
  peopleRoutes,
  organizationKeyRoutes,
  namesRoutes,
  noticesRoutes,
  preferencesRoutes,
  phoneRoutes,
  receiverRoutes,
  messageProviderRoutes,
  jobsRoutes,
  instantRoutes,
  seriesRoutes,
  liveRoutes,
  askingRoutes,
  roomRoutes,
  roomReportRoutes,
  ledgerRoutes,
  bookRoutes,
  valuationRoutes,
  stockRoutes,
  walletRoutes,
  purchaseRoutes,
  proofRoutes,
  explorerRoutes,
  numberRoutes,
  bookingRoutes,
  bookingFileRoutes,
  afterBookingRoutes,
  caseRoutes,
  caseDeskRoutes,
  markRoutes,
  reviewRoutes,
  reportRoutes,
  threadRoutes,
  educatorRoutes,
  availabilityRoutes,
  lessonRoutes,
  findingRoutes,
  enrollingRoutes,
  institutionRoutes,
  contactRoutes,
  contactGroupRoutes,
  contactFileRoutes,
  suppressionRoutes,
  templateRoutes,
  inboxRoutes,
  inboxNumberRoutes,
  otpRoutes,
  messageRoutes,
  messageDeskRoutes,
  sendingRuleRoutes,
  importRoutes,
  transitionRoutes,
  recruitingRoutes,
  earningsRoutes,
  ladderRoutes,
  qualityRoutes,
  ownQualityRoutes,
  auditRoutes,
  exposureRoutes,
  payoutRoutes,
  payoutDeskRoutes,
  commissionRoutes,
  earningRuleRoutes,
  paymentsRoutes,
  plansRoutes,
  creditRoutes,
  pricingRoutes,
  priceRoutes,
  taxRoutes,
  taxFormRoutes,
  discountRoutes,
  waitingRoutes,
  packageRoutes,
  retailRoutes,
  giftRoutes,
  applyingRoutes,
  applicationDeskRoutes,
  contractRoutes,
  welcomeRoutes,
  campaignRoutes,
  automationRoutes,
]

/** Renders an address that is neither API nor file (src/http/web.ts). */
export type Pages = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

export type AppOptions = {
  /** Requests a minute; what is left out stays as it is. */
  limits?: Partial<Limits>
  /** Registers what the pages need (their files) and gives what renders them. */
  pages?: (app: FastifyInstance) => Promise<Pages>
  /** Milliseconds that a route may take. */
  handlerTimeout?: number
}

export type App = Awaited<ReturnType<typeof buildApp>>

/** Stoa over HTTP: the API, its docs, the probes, and the pages where they are given. */
export async function buildApp(deps: Deps, options: AppOptions = {}) {
  const app = Fastify({
    ...loggerFor(deps.config),
    genReqId: ({ headers }) => {
      const given = headers['x-request-id']
      return typeof given === 'string' && isId(given) ? given : newId()
    },
    trustProxy: deps.config.proxies.length > 0 ? deps.config.proxies : false,
    bodyLimit: 256 * 1024,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    handlerTimeout: options.handlerTimeout ?? 30_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerError,
  }).withTypeProvider<TypeBoxTypeProvider>()
  const routes = collectRoutes(app)
  app.decorate('routes', routes)
  app.setErrorHandler(answerError)
  validate(app)
  lastAnswers(app)
  app.decorateReply('cspNonce', null as never)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    reply.header('permissions-policy', permissionsPolicy(request.url))
    const nonce = randomBytes(16).toString('base64')
    reply.cspNonce = { script: nonce, style: nonce }
    Object.assign(reply.raw, { nonce })
  })
  const https = deps.config.url.startsWith('https:')
  await app.register(helmet, securityHeaders(https, deps.payments.desk.hosts))
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] })
  await guard(app, deps, { ...LIMITS, ...options.limits })

  openRooms(app, deps)
  await describe(app)
  operations(app, deps)
  for (const route of ROUTES) await app.register(route(deps), { prefix: '/api' })
  await app.register(calendarFeed(deps))
  await app.register(shortLinkRoutes(deps))
  await app.register(sandboxPages(deps))
  // A room of its own: pages read forms, which the API does not take.
  await app.register(async (rest) => {
    const pages = await options.pages?.(rest)
    rest.setNotFoundHandler(async (request, reply) => {
      if (!pages || request.url.startsWith('/api/')) return nowhere(request, reply)
      return pages(request, reply)
    })
  })
  return app
}

/** Once closing, each answer ends its connection: one kept alive would hold the close up for minutes. */
function lastAnswers(app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) reply.header('connection', 'close')
    done(null, payload)
  })
}

/** Refuses an address that leads nowhere: by the method where the address itself is known. */
function nowhere(request: FastifyRequest, reply: FastifyReply): never {
  const methods = methodsAt(request.server.routes, request.url.split('?')[0]!)
  if (methods.length === 0 || methods.includes(request.method)) throw refuse('not_found')
  reply.header('allow', methods.join(', '))
  throw refuse('method_not_allowed', { allowed: methods })
}

declare module 'fastify' {
  interface FastifyInstance {
    /** All routes as declared; complete once the app is ready. */
    routes: readonly Declared[]
  }
}

/**
 * Scripts and styles run from our own files or with the request's nonce (`reply.cspNonce`, the same
 * for both).
 * Mantine sets sizes and colours in style attributes, which no nonce can cover.
 */
function securityHeaders(https: boolean, hosts: readonly string[]) {
  const nonce = (_request: unknown, response: ServerResponse) =>
    `'nonce-${(response as ServerResponse & { nonce: string }).nonce}'`
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        // Where a form of ours may lead without script: to the pages of the provider that is switched on.
        formAction: ["'self'", ...hosts],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        scriptSrc: ["'self'", nonce],
        styleSrc: ["'self'", nonce],
        styleSrcAttr: ["'unsafe-inline'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' as const },
  }
}
