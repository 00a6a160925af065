import type { Tx } from '#base'
import {
  type ApplicationFields,
  acceptContract,
  applyToTeach,
  askForMore,
  changeAgreement,
  draftContract,
  makeTransition,
  offerTimes,
  ownContract,
  putContractInForce,
  rejectApplication,
  takeApplication,
} from '#earnings'
import { answerPoint, openCase } from '#live'

type Act = <Result>(verb: (tx: Tx, now: Temporal.Instant) => Promise<Result>) => Promise<Result>

/** What people of the town can do about coming to teach, their institution, and what they contest. */
export function applyings(act: Act) {
  const reviewer = (id: string) => ({ id, admin: false })
  return {
    /** Puts a first agreement in force, before anybody teaches. */
    putInForce: (payeeKind: 'independent' | 'institution', words: string, by: string) =>
      act(async (tx, at) => {
        const text = { payeeKind, country: null, title: 'Teaching here', words }
        const { id, hash } = await draftContract(tx, text, `person:${by}`, at)
        const acceptBy = at.add({ hours: 24 * 14 })
        await putContractInForce(tx, id, { acceptBy, seen: hash }, `person:${by}`, at)
      }),

    /** Accepts the agreement that counts for this educator. */
    accept: (educator: string) =>
      act(async (tx, at) => {
        const own = await ownContract(tx, educator)
        const from = { ip: '203.0.113.20' }
        if (own)
          await acceptContract(tx, educator, { contractId: own.id, hash: own.hash, ...from }, at)
      }),

    /** Fills in the form and sends it; answers the application. */
    apply: (
      person: { id: string; name: string; email: string; zone: string },
      fields: Partial<ApplicationFields>,
    ) => act(async (tx, at) => (await applyToTeach(tx, person, { fields, send: true }, at)).id),

    takeApplication: (id: string, by: string) =>
      act((tx, at) => takeApplication(tx, id, by, reviewer(by), at)),

    askApplicant: (id: string, words: string, by: string) =>
      act((tx, at) => askForMore(tx, id, words, reviewer(by), at)),

    inviteToTalk: (id: string, by: string) =>
      act((tx, at) => {
        const days = [2, 3].map((day) =>
          at.round({ smallestUnit: 'hour' }).add({ hours: 24 * day }),
        )
        const offer = { times: days, place: 'https://meet.example.org/with-noor' }
        return offerTimes(tx, id, offer, reviewer(by), at)
      }),

    turnDown: (id: string, words: string, by: string) =>
      act((tx, at) => rejectApplication(tx, id, words, reviewer(by), at)),

    /** Of the price of each seat, in basis points. */
    agreeWith: (
      organizationId: string,
      rates: { educatorRate: number; institutionRate: number },
      by: string,
    ) => act((tx, at) => changeAgreement(tx, { organizationId, ...rates }, `person:${by}`, at)),

    /** At least so much a month for half a year, in cents. */
    guarantee: (educator: string, minimum: bigint, by: string) =>
      act((tx, at) =>
        makeTransition(tx, { educator, minimum, currency: 'USD', months: 6 }, `person:${by}`, at),
      ),

    contest: (booking: string, person: string, words: string) =>
      act((tx, at) => openCase(tx, booking, person, { words }, at)),

    answerCase: (booking: string, person: string, words: string) =>
      act((tx, at) => answerPoint(tx, booking, person, { point: 1, agrees: false, words }, at)),
  }
}
