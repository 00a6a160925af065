import formbody from '@fastify/formbody'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { type RazorpayLink, TEST_MEANS } from '#payments'
import type { Deps } from './edge.ts'
import { refuse } from './problems.ts'
import { sandboxFonts } from './sandbox-fonts.ts'
import { amount, overPage, ownPath, page, safe } from './sandbox-look.ts'

const thing = { additionalProperties: false } as const
const Ref = Type.Object({ id: Type.String({ pattern: '^plink_[A-Za-z0-9]{8,80}$' }) }, thing)

/**
 * The page of a payment link, in the place of Razorpay's: its test cards and UPI addresses. Served by Stoa
 * itself, for only its port is open to people.
 */
export const rupeePages =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(formbody)
    await app.register(sandboxFonts)
    const till = deps.payments.rupees!
    const html = (reply: FastifyReply, body: string) =>
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(body)
    const onward = (address: string) => ownPath(address, deps.config.url)

    app.get(
      '/sandbox/razorpay/:id',
      { config: { needs: 'anyone' }, schema: { hide: true, params: Ref } },
      async (request, reply) => {
        const link = await till.checkout(request.params.id)
        if (!link) throw refuse('not_found')
        const nonce = reply.cspNonce.style
        if (link.status === 'created') return html(reply, linkPage(nonce, link))
        return html(reply, overPage(nonce, link.status === 'paid', onward(link.$url)))
      },
    )

    app.post(
      '/sandbox/razorpay/:id',
      {
        config: { needs: 'anyone' },
        schema: {
          hide: true,
          params: Ref,
          body: Type.Object({ means: Type.String({ maxLength: 60 }) }, thing),
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const { means } = request.body
        const link = await till.checkout(id)
        if (!link) throw refuse('not_found')
        const nonce = reply.cspNonce.style
        const paid = await till.completeCheckout(id, means)
        switch (paid.outcome) {
          case 'paid':
            await till.settled()
            return reply.redirect(onward(paid.goTo), 303)
          case 'closed':
            return html(reply, overPage(nonce, paid.status === 'paid', onward(paid.goTo)))
          case 'declined':
            reply.code(402)
            return html(reply, linkPage(nonce, link, paid.message, means))
        }
      },
    )
  }

/** What is paid, and the test cards and addresses that pay it. */
function linkPage(
  nonce: string,
  link: RazorpayLink,
  trouble?: string,
  chosen = Object.keys(TEST_MEANS)[0]!,
): string {
  const total = amount(link.amount, link.currency)
  const means = Object.entries(TEST_MEANS).map(
    ([name, { says }]) =>
      `<label><input type="radio" name="means" value="${safe(name)}"${name === chosen ? ' checked' : ''} required>
<span>${safe(name.includes('@') ? name : name.replace(/(\d{4})(?=\d)/g, '$1 '))}<small>${safe(says)}</small></span></label>`,
  )
  return page(
    nonce,
    'Checkout',
    `<h1>Pay ${total}</h1>
<p class="soft">For ${safe(link.$name || 'you')}, order ${safe(link.reference_id.split('.')[0]!)}. Charged once.</p>
${trouble ? `<p class="alert" role="alert">${safe(trouble)}</p>` : ''}
<section aria-labelledby="what">
<h2 id="what">Your order</h2>
<dl><dt>${safe(link.$says)}</dt><dd>${total}</dd></dl>
</section>
<form method="post">
<fieldset><legend>Test card or UPI address</legend>${means.join('\n')}</fieldset>
<button type="submit">Pay ${total}</button>
</form>`,
  )
}
