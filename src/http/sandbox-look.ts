import { value } from '#ledger'
import { type SandboxCheckout, type SandboxPortal, TEST_CARDS } from '#payments'

/** The sandbox's pages in the look of the house: plain HTML, no script. */

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const safe = (text: string) => text.replace(/[&<>"']/g, (letter) => ESCAPES[letter]!)

const STYLE = `
@font-face{font-family:"Inter Variable";src:url(/sandbox/fonts/inter) format("woff2");font-weight:100 900;font-display:swap}
@font-face{font-family:"Source Serif 4 Variable";src:url(/sandbox/fonts/source-serif-4) format("woff2");font-weight:200 900;font-display:swap}
:root{--paper:#faf8f4;--card:#fff;--ink:#1d2126;--soft:#5d6670;--line:#e6e1d8;--accent:#1d5c7a;--on:#fff;--tint:#e6f0f4;--warm:#875d00;--warmtint:#fbf1d9;--bad:#b3372f;--badtint:#fbeae8;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--paper:#16191c;--card:#1e2226;--ink:#ece8e0;--soft:#a7afb6;--line:#343a40;--accent:#8cc4de;--on:#10222b;--tint:#1c303b;--warm:#e6bd5f;--warmtint:#332b17;--bad:#f0938b;--badtint:#3a2220}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 "Inter Variable",Inter,system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:460px;margin:0 auto;padding:24px 16px 64px}
h1{font:600 34px/1.15 "Source Serif 4 Variable","Source Serif 4",Georgia,serif;margin:24px 0 4px}
h2,legend{font:600 21px/1.3 "Source Serif 4 Variable","Source Serif 4",Georgia,serif;margin:0 0 8px;padding:0}
p{margin:0 0 16px}.soft{color:var(--soft)}
.note{background:var(--warmtint);color:var(--warm);border-radius:8px;padding:10px 14px;font-weight:600;margin:0}
.alert{background:var(--badtint);color:var(--bad);border-radius:8px;padding:10px 14px;font-weight:600}
section,fieldset{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:20px;margin:20px 0;min-width:0}
dl{display:grid;grid-template-columns:1fr auto;row-gap:8px;margin:0}dd{margin:0;padding-left:16px;text-align:right}
.total{border-top:1px solid var(--line);padding-top:8px;font-weight:650}
label{display:flex;gap:12px;padding:10px 8px;border-radius:8px;cursor:pointer;align-items:flex-start}
label:hover{background:var(--tint)}label small{display:block;color:var(--soft);font-size:13px}
legend{float:left;width:100%}legend+*{clear:both}
input[type=radio]{accent-color:var(--accent);width:18px;height:18px;margin:3px 0 0;flex:none}
button{display:block;width:100%;font:inherit;font-size:16px;font-weight:600;line-height:1;padding:15px;border:0;border-radius:10px;background:var(--accent);color:var(--on);cursor:pointer;margin-top:12px}
button.plain{background:none;color:var(--accent);border:1px solid var(--line)}
a{color:var(--accent)}.leave{display:block;text-align:center;padding:14px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`

export function page(nonce: string, title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${safe(title)} · Stoa sandbox</title>
<style nonce="${safe(nonce)}">${STYLE}</style>
</head>
<body>
<main>
<p class="note">This is a test checkout. No real money moves.</p>
${body}
</main>
</body>
</html>`
}

/** `99.00 USD`, of smallest units in the provider's small letters. */
export function amount(units: number, currency: string): string {
  const { amount, asset } = value(BigInt(units), currency.toUpperCase())
  return `${amount} ${asset}`
}

const total = (session: SandboxCheckout) =>
  amount(session.amount_total ?? 0, session.currency ?? 'usd')

const spaced = (number: string) => number.replace(/(\d{4})(?=\d)/g, '$1 ')

/** A choice of the cards that the sandbox takes. */
function testCards(chosen: string): string {
  const cards = Object.entries(TEST_CARDS).map(
    ([number, { says }]) =>
      `<label><input type="radio" name="card" value="${number}"${number === chosen ? ' checked' : ''} required>
<span>${spaced(number)}<small>${safe(says)}</small></span></label>`,
  )
  return `<fieldset><legend>Test card</legend>${cards.join('\n')}</fieldset>`
}

/** Where somebody changes the card that their plans renew with. */
export function portalPage(
  nonce: string,
  portal: SandboxPortal,
  leave: string,
  trouble?: string,
  chosen = Object.keys(TEST_CARDS)[0]!,
): string {
  const plans = portal.plans.map(
    ({ name, card }) =>
      `<dt>${safe(name)}</dt><dd>card ending in ${safe(card.card?.last4 ?? '')}</dd>`,
  )
  const cards = portal.cards.map(
    ({ card }) => `<dt>Card ending in ${safe(card?.last4 ?? '')}</dt><dd>kept</dd>`,
  )
  return page(
    nonce,
    'Your card',
    `<h1>Your card</h1>
<p class="soft">${plans.length > 0 ? 'Your plans renew with it. ' : ''}Nothing is charged when you change it.</p>
${trouble ? `<p class="alert" role="alert">${safe(trouble)}</p>` : ''}
<section aria-labelledby="what"><h2 id="what">Your plans</h2><dl>${plans.join('') || '<dt>None at the moment</dt><dd></dd>'}${cards.join('')}</dl></section>
<form method="post">
${testCards(chosen)}
<button type="submit">Use this card</button>
</form>
<a class="leave" href="${safe(leave)}">Go back</a>`,
  )
}

/** What is bought, what it costs, and which test card pays. */
export function checkoutPage(
  nonce: string,
  session: SandboxCheckout,
  leave: string,
  trouble?: string,
  chosen = Object.keys(TEST_CARDS)[0]!,
): string {
  if (session.mode === 'setup') return setupPage(nonce, leave, trouble, chosen)
  const every = session.$lines.find((line) => line.every)?.every
  const later = session.$trialDays > 0
  const lines = session.$lines.map(
    (line) =>
      `<dt>${safe(line.description)}</dt><dd>${amount(line.amount, session.currency ?? 'usd')}</dd>`,
  )
  return page(
    nonce,
    'Checkout',
    `<h1>${later ? 'Try it first' : `Pay ${total(session)}`}</h1>
<p class="soft">${later ? `Nothing is charged for ${session.$trialDays} days; then the plan’s price, every ${every}, until you cancel.` : every ? `Charged now and every ${every}, until you cancel. No fee is added.` : 'Charged once. No fee is added.'}</p>
${trouble ? `<p class="alert" role="alert">${safe(trouble)}</p>` : ''}
<section aria-labelledby="what">
<h2 id="what">Your order</h2>
<dl>${lines.join('')}<dt class="total">In all</dt><dd class="total">${total(session)}</dd></dl>
</section>
<form method="post">
${testCards(chosen)}
<button type="submit">${later ? 'Keep this card' : `Pay ${total(session)}`}</button>
</form>
<a class="leave" href="${safe(leave)}">Go back without paying</a>`,
  )
}

/** A card is kept, and nothing is charged. */
function setupPage(
  nonce: string,
  leave: string,
  trouble: string | undefined,
  chosen: string,
): string {
  return page(
    nonce,
    'Keep a card',
    `<h1>Keep a card</h1>
<p class="soft">Nothing is charged now. Stoa may charge it later, as you agreed there.</p>
${trouble ? `<p class="alert" role="alert">${safe(trouble)}</p>` : ''}
<form method="post">
${testCards(chosen)}
<button type="submit">Keep this card</button>
</form>
<a class="leave" href="${safe(leave)}">Go back without a card</a>`,
  )
}

/** The bank asks whether it is the card's owner. */
export function questionPage(nonce: string, session: SandboxCheckout, card: string): string {
  return page(
    nonce,
    'Your bank asks',
    `<h1>Your bank asks: is this you?</h1>
<p>${session.mode === 'setup' ? 'Stoa wants to keep' : `A payment of ${total(session)} to Stoa with`} the card ending in ${safe(card.replace(/\D/g, '').slice(-4))}.</p>
<form method="post">
<input type="hidden" name="card" value="${safe(card)}">
<button type="submit" name="answer" value="yes">Yes, it is me</button>
<button type="submit" name="answer" value="no" class="plain">No, it is not</button>
</form>`,
  )
}

/** The checkout was paid already, or its time is over. */
export function overPage(nonce: string, paid: boolean, goTo: string): string {
  return page(
    nonce,
    paid ? 'Paid' : 'Too late',
    `<h1>${paid ? 'This is paid' : 'This page has run out'}</h1>
<p>${paid ? 'It was paid once, and not again.' : 'Nothing was charged. You can open a new page from your order.'}</p>
<a class="leave" href="${safe(goTo)}">Go on</a>`,
  )
}

/** Where an educator would tell the provider who they are and where their bank is. */
export function onboardingPage(nonce: string, name: string, goTo: string): string {
  return page(
    nonce,
    'Set up payouts',
    `<h1>Payouts for ${safe(name)}</h1>
<p>At the real provider you would say here who you are and where your bank is. In the sandbox one press tells it everything.</p>
<form method="post"><button type="submit">Finish the set-up</button></form>
<a class="leave" href="${safe(goTo)}">Not now</a>`,
  )
}

/** An address of ours as a path, so that the buyer stays under the host name that they came by. */
export function ownPath(address: string, url: string): string {
  return address.startsWith(`${url}/`) ? address.slice(url.length) : address
}
