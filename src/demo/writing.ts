import type { Tx } from '#base'
import {
  accept,
  addContact,
  addGroup,
  addTemplate,
  approvePurchase,
  buyOffer,
  type Category,
  draftCampaign,
  draftPurchase,
  payPurchase,
  receivePurchase,
  rechargeSandbox,
  recordConsents,
  regroup,
  render,
  scheduleCampaign,
  submitPurchase,
  templateFor,
  type Way,
} from '#messaging'

type Act = <Result>(verb: (tx: Tx, now: Temporal.Instant) => Promise<Result>) => Promise<Result>

/** Somebody whom a library writes to, and what they allowed. */
export type Member = {
  name: string
  number: string
  email: string
  language: string
  seat: string
  wantsNews: boolean
}

export type TownTemplate = {
  name: string
  way: Way
  category: Category
  variables: { name: string; sample: string }[]
  words: Record<string, { text: string; subject?: string }>
}

/** The provider that delivers into the outbox. */
const SANDBOX = '01900000-0000-7000-8000-0000000005b0'

/** Lines of an order of stock: what and how many, at millionths of a rupee a unit, with 18 % that comes back. */
const STOCK = [
  ['SMS', 20_000n, 150_000n, 54_000n],
  ['WHATSAPP', 10_000n, 100_000n, 18_000n],
  ['EMAIL', 40_000n, 20_000n, 14_400n],
] as const

const WAYS: readonly Way[] = ['sms', 'whatsapp', 'email']

/** How message credits come to the town, and to an organization of it. */
export function trades(act: Act, pay: (order: string) => Promise<void>) {
  return {
    /** Buys stock of all three kinds: ordered, paid and received in one go. */
    buyStock: (by: string, approver: string) =>
      act(async (tx, at) => {
        const lines = STOCK.map(([asset, quantity, unitCost, tax]) => ({
          asset,
          quantity,
          unitCost,
          tax,
          recoverable: true,
        }))
        const wish = { provider: SANDBOX, note: 'For the first libraries', lines }
        const id = await draftPurchase(tx, wish, `person:${by}`, at)
        await submitPurchase(tx, id, `person:${by}`, at)
        await approvePurchase(tx, id, `person:${approver}`, at)
        const paid = { id, paidOn: at.toString().slice(0, 10), reference: 'UTR 4471' }
        await payPurchase(tx, paid, `person:${by}`, at)
        for (const [index, { asset, quantity }] of lines.entries()) {
          await rechargeSandbox(tx, { provider: SANDBOX, asset, quantity, by: `person:${by}` }, at)
          const arrived = { id, line: index + 1, quantity, found: quantity }
          await receivePurchase(tx, arrived, `person:${by}`, at)
        }
      }),

    /** Buys a package on the sandbox's page. */
    buyPackage: async (organization: string, offer: string, by: string) => {
      const wish = { organization, offer, by: `person:${by}` }
      const order = await act((tx, at) => buyOffer(tx, wish, at))
      await pay(order.id)
    },
  }
}

/** Whom an organization of the town writes to, and in which words. */
export function keepings(act: Act) {
  return {
    /** Writes members down, in a group, with what they allowed. */
    addMembers: (organization: string, group: string, members: readonly Member[], by: string) =>
      act(async (tx, at) => {
        const who = `person:${by}`
        const made = await addGroup(tx, organization, { name: group, rule: null }, who, at)
        const ids: string[] = []
        for (const { name, number, email, language, seat } of members) {
          const addresses = WAYS.map((way) => ({ way, address: way === 'email' ? email : number }))
          const wish = { name, reference: seat, language, zone: 'Asia/Kolkata', addresses }
          ids.push((await addContact(tx, organization, wish, who, at)).id)
        }
        await regroup(tx, organization, { id: made.id, add: ids }, who, at)
        const consents = members.flatMap(({ number, email, wantsNews }) =>
          WAYS.map((way) => ({
            way,
            address: way === 'email' ? email : number,
            category: 'marketing' as const,
            given: wantsNews,
            source: 'form' as const,
            textVersion: 'Membership form 3',
          })),
        )
        await recordConsents(tx, organization, consents, who, at)
        return { group: made.id, contacts: ids }
      }),

    addTemplate: (organization: string, given: TownTemplate, by: string) =>
      act(async (tx, at) => {
        const variables = given.variables.map(({ name, sample }) => ({
          name,
          kind: 'text' as const,
          sample,
          otherwise: null,
          most: 40,
        }))
        const wish = { ...given, variables, fallback: 'en', registration: null }
        return (await addTemplate(tx, organization, wish, `person:${by}`, at)).id
      }),
  }
}

/** What an organization of the town sends. */
export function writings(act: Act) {
  return {
    /** Sends a template to some, one by one, each in their language. */
    sendTemplate: (
      organization: string,
      template: string,
      to: readonly {
        key: string
        address: string
        language: string
        values: Record<string, string>
      }[],
    ) =>
      act(async (tx, at) => {
        const words = await templateFor(tx, organization, template)
        const messages = to.map(({ key, address, language, values }) => ({
          key,
          way: words.way,
          to: address,
          category: words.category,
          lane: 'transactional' as const,
          content: render(words, language, values),
          about: { type: 'template', id: template },
        }))
        const sender = { type: 'organization', id: organization } as const
        const answers = await accept(tx, sender, messages, at)
        return answers.filter(({ refusal }) => refusal !== undefined).length
      }),

    /** Writes the same to a group, as soon as may be. */
    announce: (
      organization: string,
      given: { name: string; group: string; template: string },
      by: string,
    ) =>
      act(async (tx, at) => {
        const words = {
          name: given.name,
          texts: [{ label: 'A' as const, template: given.template, subject: null, said: {} }],
          audience: { groups: [given.group] },
          when: { timing: 'now' as const },
          quiet: true,
          perMinute: null,
          shortfall: 'refuse' as const,
          links: 'none' as const,
          test: null,
        }
        const campaign = await draftCampaign(tx, organization, words, `person:${by}`, at)
        const { id, version } = campaign
        const wish = { organization, id, version, shortfall: 'refuse' as const, site: SITE }
        await scheduleCampaign(tx, wish, `person:${by}`, at)
      }),
  }
}

/** Where links of the town's mailings lead: a town has no address of its own. */
const SITE = 'http://localhost:3000'
