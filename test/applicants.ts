import assert from 'node:assert/strict'
import { atomically, newId, Problem, type Tx } from '#base'
import {
  type ApplicationDeed,
  type ApplicationNow,
  type ApplicationState,
  answerApplication,
  approveApplication,
  askForMore,
  beginApplication,
  chooseTime,
  draftContract,
  fillApplication,
  lapseApplications,
  letGoOfApplication,
  noneFits,
  offerTimes,
  oneApplication,
  putContractInForce,
  rejectApplication,
  sendApplication,
  takeApplication,
  withdrawApplication,
} from '#earnings'
import { createPerson } from '#people'
import { type TestDatabase, testDatabase } from './database.ts'

export const NOW = Temporal.Instant.from('2026-11-21T12:00:00Z')
export const days = (count: number) => NOW.add({ hours: 24 * count })
export const TIME = days(3)
export const zone = 'Europe/Berlin'

/** All that a reviewer needs, but for the name. */
export const whole = {
  kinds: ['class'] as ('class' | 'conversation')[],
  phone: '+4930123456',
  country: 'DE',
  nativeLanguages: ['de'],
  teachingLanguages: [{ language: 'de', level: 'C2' as const }],
  yearsTeaching: 3,
  preferredTimes: [{ day: 1, part: 'evening' as const }],
  weeklyHours: 8,
  introduction: 'I teach German by cooking.',
}

/** What a verb is refused with. */
export const refusal = (code: string, facts?: object) => (error: unknown) => {
  assert.ok(error instanceof Problem, String(error))
  assert.equal(error.code, code)
  if (facts)
    for (const [name, value] of Object.entries(facts)) assert.deepEqual(error.facts[name], value)
  return true
}

/** The way to each state, by the verbs themselves. */
const WAYS: Record<ApplicationState, ApplicationDeed[]> = {
  draft: [],
  sent: ['send'],
  in_review: ['send', 'take'],
  more_asked: ['send', 'take', 'ask'],
  answered: ['send', 'take', 'ask', 'answer'],
  interview: ['send', 'take', 'offer times'],
  approved: ['send', 'take', 'approve'],
  rejected: ['send', 'take', 'reject'],
  withdrawn: ['withdraw'],
}

/** Applicants and those who look at their applications, with an agreement in force. */
export class Applying {
  readonly db: TestDatabase
  rosa = ''
  otto = ''
  ada = ''
  #people = 0

  private constructor(db: TestDatabase) {
    this.db = db
  }

  static async open(): Promise<Applying> {
    const made = new Applying(await testDatabase())
    made.rosa = await made.someone('Rosa Reviewer', ['reviewer'])
    made.otto = await made.someone('Otto Reviewer', ['reviewer'])
    made.ada = await made.someone('Ada Admin', ['admin'])
    await made.inForce('independent', null, days(30))
    return made
  }

  tx<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return atomically(this.db, work)
  }

  async someone(name = 'Nele Brandt', staffRoles: ('reviewer' | 'admin')[] = []): Promise<string> {
    this.#people += 1
    const email = `p${this.#people}@example.org`
    const made = { name, email, zone, staffRoles }
    return (await this.tx((t) => createPerson(t, made, NOW))).id
  }

  inForce(
    payeeKind: 'independent' | 'institution',
    country: string | null,
    acceptBy: Temporal.Instant,
    at = NOW,
  ) {
    const words = `What we agree on, ${newId()}. You teach; we pay.`
    return this.tx(async (t) => {
      const text = { payeeKind, country, title: 'Agreement', words }
      const { id, hash } = await draftContract(t, text, 'person:a', at)
      return putContractInForce(t, id, { acceptBy, seen: hash }, 'person:a', at)
    })
  }

  /** A reviewer, and the step that they looked at. */
  by(id: string, seen?: number) {
    return { id, admin: id === this.ada, seen }
  }

  async drafted(person?: string): Promise<ApplicationNow> {
    const id = person ?? (await this.someone())
    const own = { id, name: 'Nele Brandt', email: 'n@example.org', zone }
    await this.tx((t) => beginApplication(t, own, NOW))
    return this.tx((t) => fillApplication(t, id, whole, NOW))
  }

  async standing(state: ApplicationState): Promise<ApplicationNow> {
    const application = await this.drafted()
    for (const deed of WAYS[state]) await this.does(deed, application)
    return oneApplication(this.db, application.id)
  }

  /** Each deed by its verb, with whoever may do it. */
  does(deed: ApplicationDeed, { id, personId }: ApplicationNow, at = NOW): Promise<unknown> {
    const { rosa } = this
    const by = this.by(rosa)
    const offer = { times: [TIME, days(4)], place: 'https://meet.example.org/a' }
    const own = { id: personId, name: 'N', email: 'n@example.org', zone }
    const deeds: Record<ApplicationDeed, (t: Tx) => Promise<unknown>> = {
      begin: (t) => beginApplication(t, own, at),
      send: (t) => sendApplication(t, personId, at),
      take: (t) => takeApplication(t, id, rosa, by, at),
      'let go': (t) => letGoOfApplication(t, id, by, at),
      ask: (t) => askForMore(t, id, 'Which certificate is that?', by, at),
      answer: (t) => answerApplication(t, personId, 'Goethe, 2019.', at),
      'offer times': (t) => offerTimes(t, id, offer, by, at),
      choose: (t) => chooseTime(t, personId, TIME, at),
      'none fits': (t) => noneFits(t, personId, 'Mornings only', at),
      approve: (t) => approveApplication(t, id, {}, by, at),
      reject: (t) => rejectApplication(t, id, 'Too little experience.', by, at),
      withdraw: (t) => withdrawApplication(t, personId, undefined, at),
      lapse: () => lapseApplications(this.db, days(40)),
    }
    return this.tx(deeds[deed])
  }
}
