import formbody from '@fastify/formbody'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Deps } from './edge.ts'
import { refuse } from './problems.ts'
import { sandboxFonts } from './sandbox-fonts.ts'
import {
  checkoutPage,
  onboardingPage,
  overPage,
  ownPath,
  portalPage,
  questionPage,
} from './sandbox-look.ts'
import { rupeePages } from './sandbox-rupees.ts'

const thing = { additionalProperties: false } as const
const Ref = Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9_]{8,80}$' }) }, thing)
const PayBody = Type.Object(
  {
    card: Type.String({ maxLength: 30 }),
    answer: Type.Optional(Type.Enum(['yes', 'no'])),
  },
  thing,
)

/**
 * The sandbox's own pages, in the place of the provider's: the checkout with its test cards, and the
 * page where a payee introduces themselves. Served by Stoa itself, for only its port is open to people.
 */
export const sandboxPages =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    if (deps.payments.rupees) await app.register(rupeePages(deps))
    if (!deps.payments.sandbox) return
    await app.register(formbody)
    await app.register(sandboxFonts)
    const till = () => deps.payments.sandbox!
    const html = (reply: FastifyReply, body: string) =>
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(body)
    const onward = (address: string) => ownPath(address, deps.config.url)

    app.get(
      '/sandbox/checkout/:id',
      { config: { needs: 'anyone' }, schema: { hide: true, params: Ref } },
      async (request, reply) => {
        const session = await till().checkout(request.params.id)
        if (!session) throw refuse('not_found')
        const nonce = reply.cspNonce.style
        if (session.status !== 'open') {
          const goTo = session.status === 'complete' ? session.success_url : session.cancel_url
          return html(reply, overPage(nonce, session.status === 'complete', onward(goTo ?? '/')))
        }
        return html(reply, checkoutPage(nonce, session, onward(session.cancel_url ?? '/')))
      },
    )

    app.post(
      '/sandbox/checkout/:id',
      { config: { needs: 'anyone' }, schema: { hide: true, params: Ref, body: PayBody } },
      async (request, reply) => {
        const { id } = request.params
        const { card, answer } = request.body
        const session = await till().checkout(id)
        if (!session) throw refuse('not_found')
        const nonce = reply.cspNonce.style
        const leave = onward(session.cancel_url ?? '/')
        if (answer === 'no') {
          const said = 'Your bank was told that it was not you. Nothing was charged.'
          return html(reply, checkoutPage(nonce, session, leave, said))
        }
        const paid = await till().completeCheckout(id, card, answer === 'yes')
        switch (paid.outcome) {
          case 'paid':
            // As at the provider: the notice goes first, then the buyer.
            await till().settled()
            return reply.redirect(onward(paid.goTo), 303)
          case 'closed':
            return html(reply, overPage(nonce, paid.status === 'complete', onward(paid.goTo)))
          case 'asks':
            return html(reply, questionPage(nonce, session, card))
          case 'declined':
            reply.code(402)
            return html(reply, checkoutPage(nonce, session, leave, paid.message, card))
        }
      },
    )

    app.get(
      '/sandbox/portal/:id',
      { config: { needs: 'anyone' }, schema: { hide: true, params: Ref } },
      async (request, reply) => {
        const portal = await till().portal(request.params.id)
        if (!portal) throw refuse('not_found')
        return html(reply, portalPage(reply.cspNonce.style, portal, onward(portal.returnTo)))
      },
    )

    app.post(
      '/sandbox/portal/:id',
      {
        config: { needs: 'anyone' },
        schema: {
          hide: true,
          params: Ref,
          body: Type.Object({ card: Type.String({ maxLength: 30 }) }, thing),
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const { card } = request.body
        const portal = await till().portal(id)
        if (!portal) throw refuse('not_found')
        const { trouble } = await till().doAtPortal(id, { card })
        if (!trouble) {
          await till().settled()
          return reply.redirect(onward(portal.returnTo), 303)
        }
        reply.code(402)
        const nonce = reply.cspNonce.style
        return html(reply, portalPage(nonce, portal, onward(portal.returnTo), trouble, card))
      },
    )

    app.get(
      '/sandbox/onboarding/:id',
      { config: { needs: 'anyone' }, schema: { hide: true, params: Ref } },
      async (request, reply) => {
        const link = await till().onboarding(request.params.id)
        if (!link) throw refuse('not_found')
        return html(
          reply,
          onboardingPage(reply.cspNonce.style, link.account.$name, onward(link.returnTo)),
        )
      },
    )

    app.post(
      '/sandbox/onboarding/:id',
      {
        config: { needs: 'anyone' },
        schema: { hide: true, params: Ref, body: Type.Object({}, thing) },
      },
      async (request, reply) => {
        const link = await till().onboarding(request.params.id)
        if (!link) throw refuse('not_found')
        await till().makeReady(link.account.id)
        await till().settled()
        return reply.redirect(onward(link.returnTo), 303)
      },
    )
  }
