import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId, type Problem } from '#base'
import { PLATFORM_CREATORS } from '#people'
import { Applying, days, NOW, refusal, TIME, whole, zone } from '../../../test/applicants.ts'
import { educatorCard } from '../educators.ts'
import { type ApplicationNow, applicationOf, oneApplication, step } from './application.ts'
import { approveApplication } from './approving.ts'
import { forgetPapers, lapseApplications, tellLateApplications } from './clock.ts'
import { ownContract } from './contracts.ts'
import {
  applyToTeach,
  beginApplication,
  fillApplication,
  sendApplication,
  withdrawApplication,
} from './filling.ts'
import { chooseTime, interviewOf, offerTimes } from './interviewing.ts'
import { addPaper, dropPaper, papersOf, readPaper } from './papers.ts'
import { countApplications, listApplications } from './queue.ts'
import {
  askForMore,
  noteOnApplication,
  notesOf,
  rejectApplication,
  stepsOf,
  takeApplication,
} from './reviewing.ts'
import {
  APPLICATION_STATES,
  APPLICATION_TRANSITIONS,
  type ApplicationDeed,
  missingIn,
} from './states.ts'

let cast: Applying
let db: Applying['db']
let rosa: string
let otto: string
let ada: string
const tx: Applying['tx'] = (work) => cast.tx(work)
const by: Applying['by'] = (...of) => cast.by(...of)
const someone: Applying['someone'] = (...of) => cast.someone(...of)
const drafted: Applying['drafted'] = (...of) => cast.drafted(...of)
const standing: Applying['standing'] = (...of) => cast.standing(...of)
const does: Applying['does'] = (...of) => cast.does(...of)

before(async () => {
  cast = await Applying.open()
  ;({ db, rosa, otto, ada } = cast)
})
after(() => db[Symbol.asyncDispose]())

test('the table in code and the one that the database keeps are the same', async () => {
  const rows = await db<{ way: string }>`
    select deed || ': ' || from_state || ' → ' || to_state as way from earnings.application_transition order by 1`
  const ours = APPLICATION_TRANSITIONS.map((one) => `${one.deed}: ${one.from} → ${one.to}`).sort()
  assert.deepEqual(rows.map(({ way }) => way).sort(), ours)
  assert.equal(new Set(ours).size, ours.length)
})

for (const from of APPLICATION_STATES) {
  test(`from ${from}: each deed leads where the table says, and every other one is refused`, async () => {
    const deeds = Object.keys(
      Object.fromEntries(APPLICATION_TRANSITIONS.map((one) => [one.deed, 1])),
    ) as ApplicationDeed[]
    for (const deed of deeds) {
      if (deed === 'begin') continue
      const row = APPLICATION_TRANSITIONS.find((one) => one.deed === deed && one.from === from)
      const application = await standing(from)
      assert.equal(application.state, from)
      if (row) {
        await does(deed, application)
        const then = await oneApplication(db, application.id)
        const same = deed === 'take' && from !== 'sent'
        assert.equal(then.state, row.to, deed)
        assert.equal(then.steps, application.steps + (same ? 0 : 1), deed)
        const last = (await stepsOf(db, application.id)).at(-1)!
        if (!same) assert.deepEqual([last.deed, last.from, last.to], [deed, from, row.to])
      } else if (deed === 'lapse') {
        await does(deed, application)
        assert.equal((await oneApplication(db, application.id)).state, from)
      } else {
        const ended = ['approved', 'rejected', 'withdrawn'].includes(from)
        const applicants =
          APPLICATION_TRANSITIONS.find((one) => one.deed === deed)!.by === 'applicant'
        const code = ended && applicants ? 'unknown_application' : 'application_elsewhere'
        await assert.rejects(does(deed, application), refusal(code), `${deed} from ${from}`)
        assert.equal((await oneApplication(db, application.id)).steps, application.steps)
      }
    }
  })
}

test('the database takes no step that the table has not, no change without one, and forgets none', async () => {
  const { id } = await standing('sent')
  const refused = (work: Promise<unknown>) => assert.rejects(work, /application|check/)
  await refused(db`update earnings.application set state = 'in_review' where id = ${id}`)
  await refused(
    db`update earnings.application set state = 'approved', deed = 'approve', steps = steps + 1, reviewer_id = ${rosa},
      decided_at = ${NOW} where id = ${id}`,
  )
  await refused(
    db`update earnings.application set state = 'in_review', deed = 'take', steps = steps + 2, reviewer_id = ${rosa}
      where id = ${id}`,
  )
  await refused(db`update earnings.application set name = '' where id = ${id}`)
  await assert.rejects(db`delete from earnings.application_step where application_id = ${id}`)
  await assert.rejects(
    db`update earnings.application_step set words = 'x' where application_id = ${id}`,
  )
})

test('an application begins once, says what is missing, and cannot be sent before it is whole', async () => {
  const id = await someone()
  const own = { id, name: 'Nele Brandt', email: 'n@example.org', zone }
  const begun = await tx((t) => beginApplication(t, own, NOW))
  assert.deepEqual(missingIn(begun), [
    'kinds',
    'phone',
    'country',
    'nativeLanguages',
    'teachingLanguages',
    'yearsTeaching',
    'preferredTimes',
    'weeklyHours',
    'introduction',
  ])
  await assert.rejects(
    tx((t) => beginApplication(t, own, NOW)),
    refusal('application_open'),
  )
  for (const [field, value] of Object.entries(whole)) {
    await assert.rejects(
      tx((t) => sendApplication(t, id, NOW)),
      refusal('application_incomplete'),
    )
    await tx((t) => fillApplication(t, id, { [field]: value }, NOW))
  }
  const sent = await tx((t) => sendApplication(t, id, NOW))
  assert.deepEqual(sent.decideBy, days(5))
  assert.deepEqual(
    [sent.teachingLanguages, sent.preferredTimes, sent.proofs],
    [whole.teachingLanguages, whole.preferredTimes, []],
  )
  await assert.rejects(
    tx((t) => fillApplication(t, id, { name: 'Other' }, NOW)),
    refusal('application_fixed'),
  )
})

test('two forms that are sent at once make one application, with what both say', async () => {
  const own = { id: await someone(), name: 'Nele Brandt', email: 'n@example.org', zone }
  const sent = [{ kinds: whole.kinds }, { phone: whole.phone }].map((fields) =>
    tx((t) => applyToTeach(t, own, { fields, send: false }, NOW)),
  )
  const [one, two] = await Promise.all(sent)
  assert.equal(one?.id, two?.id)
  const { kinds, phone } = await oneApplication(db, one!.id)
  assert.deepEqual([kinds, phone], [whole.kinds, whole.phone])
})

test('who was rejected applies again after the operator’s days, and not a second earlier', async () => {
  const application = await standing('rejected')
  const own = { id: application.personId, name: 'N', email: 'n@example.org', zone }
  assert.deepEqual(application.reapplyAt, days(90))
  const early = days(90).subtract({ seconds: 1 })
  await assert.rejects(
    tx((t) => beginApplication(t, own, early)),
    refusal('apply_later', { from: days(90).toString() }),
  )
  const again = await tx((t) => beginApplication(t, own, days(90)))
  assert.equal((await applicationOf(db, own.id))?.id, again.id)
  const withdrawn = await standing('withdrawn')
  await tx((t) => beginApplication(t, { ...own, id: withdrawn.personId }, NOW))
})

test('a reviewer takes it, hands it on; nobody takes it from them but an administrator, and nobody their own', async () => {
  const { id } = await standing('sent')
  await assert.rejects(
    tx((t) => askForMore(t, id, 'Why?', by(rosa), NOW)),
    refusal('application_elsewhere'),
  )
  await tx((t) => takeApplication(t, id, rosa, by(rosa), NOW))
  await assert.rejects(
    tx((t) => takeApplication(t, id, otto, by(otto), NOW)),
    refusal('application_with_other', { reviewer: rosa }),
  )
  await assert.rejects(
    tx((t) => rejectApplication(t, id, 'No', by(otto), NOW)),
    refusal('application_with_other'),
  )
  await tx((t) => takeApplication(t, id, otto, by(rosa), NOW))
  await tx((t) => takeApplication(t, id, rosa, by(ada), NOW))
  const stranger = await someone()
  await assert.rejects(
    tx((t) => takeApplication(t, id, stranger, by(rosa), NOW)),
    refusal('not_a_reviewer'),
  )
  await assert.rejects(
    tx((t) => rejectApplication(t, id, 'No', by(rosa, 1), NOW)),
    refusal('application_changed'),
  )

  const own = await drafted(ada)
  await tx((t) => sendApplication(t, ada, NOW))
  await assert.rejects(
    tx((t) => takeApplication(t, own.id, ada, by(ada), NOW)),
    refusal('own_application'),
  )
  await assert.rejects(
    tx((t) => takeApplication(t, own.id, ada, by(rosa), NOW)),
    refusal('own_application'),
  )
  await tx((t) => noteOnApplication(t, own.id, 'One of ours.', rosa, NOW))
  assert.deepEqual(
    (await notesOf(db, own.id)).map(({ words }) => words),
    ['One of ours.'],
  )
  await tx((t) => withdrawApplication(t, ada, undefined, NOW))
})

test('two reviewers decide at once: one decision stands, the other is told that it does', async () => {
  for (let round = 0; round < 5; round += 1) {
    const application = await standing('in_review')
    const { id, steps } = application
    const both = await Promise.allSettled([
      tx((t) => approveApplication(t, id, {}, by(rosa, steps), NOW)),
      tx((t) => rejectApplication(t, id, 'No.', by(rosa, steps), NOW)),
      tx((t) => takeApplication(t, id, otto, by(ada, steps), NOW)),
    ])
    const kept = both.filter(({ status }) => status === 'fulfilled')
    assert.equal(kept.length, 1, JSON.stringify(both))
    const codes = both.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as Problem).code] : [],
    )
    for (const code of codes) assert.match(code, /^application_(elsewhere|changed)$/)
    const then = await oneApplication(db, id)
    const made = await educatorCard(db, application.personId)
    assert.equal(Boolean(made), then.state === 'approved')
  }
})

test('the first tier is Intermediate from two years on, else Beginner; what was said becomes the profile', async () => {
  for (const [years, tier] of [
    [0, 'beginner'],
    [1, 'beginner'],
    [2, 'intermediate'],
    [30, 'intermediate'],
  ] as const) {
    const application = await drafted()
    await tx((t) =>
      fillApplication(
        t,
        application.personId,
        { yearsTeaching: years, kinds: ['class', 'conversation'] },
        NOW,
      ),
    )
    await does('send', application)
    await does('take', application)
    await does('approve', application)
    const card = (await educatorCard(db, application.personId))!
    assert.deepEqual(
      card.standings.map((one) => [one.kind, one.tier]),
      [
        ['class', tier],
        ['conversation', tier],
      ],
    )
    assert.deepEqual(
      [card.organizationId, card.about, card.languages, card.zone],
      [PLATFORM_CREATORS, whole.introduction, ['de'], zone],
    )
    const [member] = await db<{ role: string }>`
      select role from people.member where user_id = ${card.id} and organization_id = ${PLATFORM_CREATORS}`
    assert.equal(member?.role, 'educator')
  }
})

test('who leads conversations applies for classes too, keeps the tier that is there, and not for what they teach', async () => {
  const application = await drafted()
  await tx((t) =>
    fillApplication(t, application.personId, { kinds: ['conversation'], yearsTeaching: 1 }, NOW),
  )
  for (const deed of ['send', 'take', 'approve'] as const) await does(deed, application)
  const own = { id: application.personId, name: 'N', email: 'n@example.org', zone }
  const second = await tx((t) => beginApplication(t, own, days(400)))
  await assert.rejects(
    tx((t) => fillApplication(t, own.id, { kinds: ['conversation'] }, days(400))),
    refusal('teaches_that_already'),
  )
  await tx((t) => fillApplication(t, own.id, { ...whole, yearsTeaching: 2 }, days(400)))
  for (const deed of ['send', 'take', 'approve'] as const) await does(deed, second, days(400))
  const { standings } = (await educatorCard(db, own.id))!
  assert.deepEqual(
    standings.map((one) => [one.kind, one.tier]),
    [
      ['class', 'intermediate'],
      ['conversation', 'beginner'],
    ],
  )
  await assert.rejects(
    tx((t) => beginApplication(t, own, days(500))),
    refusal('teaches_that_already'),
  )
})

test('nobody is approved without an agreement that they could accept', async () => {
  const application = await standing('in_review')
  const school = newId()
  await db`insert into people.organization (id, name, slug, created_at) values (${school}, 'School', ${school}, ${NOW})`
  const approve = () =>
    tx((t) => approveApplication(t, application.id, { organizationId: school }, by(rosa), NOW))
  await assert.rejects(approve(), refusal('no_contract_in_force'))
  await cast.inForce('institution', null, days(30))
  await approve()
  assert.equal((await educatorCard(db, application.personId))?.organizationId, school)
  assert.equal((await ownContract(db, application.personId))?.payeeKind, 'institution')
})

test('a talk: times to come, one chosen, nobody in two at once; asked again or decided, it is called off', async () => {
  const choose = ({ personId }: ApplicationNow) => tx((t) => chooseTime(t, personId, days(4), NOW))
  const past = { times: [NOW], place: 'By phone' }
  const one = await standing('in_review')
  await assert.rejects(
    tx((t) => offerTimes(t, one.id, past, by(rosa), NOW)),
    refusal('interview_times_past'),
  )
  await does('offer times', one)
  await assert.rejects(
    tx((t) => chooseTime(t, one.personId, days(9), NOW)),
    refusal('time_not_offered'),
  )
  await assert.rejects(
    tx((t) => chooseTime(t, one.personId, TIME, days(3))),
    refusal('time_not_offered'),
  )
  const two = await standing('interview')
  const chosen = await Promise.allSettled([choose(one), choose(two)])
  assert.equal(chosen.filter(({ status }) => status === 'fulfilled').length, 1)
  const failed = chosen.find((each) => each.status === 'rejected') as PromiseRejectedResult
  assert.equal(failed.reason.code, 'interview_time_taken')
  const [first, other] = chosen[0].status === 'fulfilled' ? [one, two] : [two, one]
  await assert.rejects(choose(first), refusal('no_times_offered'))
  await does('none fits', other)
  assert.equal((await interviewOf(db, other.id))?.words, 'Mornings only')
  await does('offer times', other)
  await does('ask', first)
  assert.equal((await interviewOf(db, first.id))?.state, 'called_off')
  // The hour is free again.
  await choose(other)
  const told = await db<{ kind: string }>`
    select kind from base.fact where about_id = ${first.id} order by id`
  assert.deepEqual(
    told.map(({ kind }) => kind.replace('application.', '')),
    ['sent', 'times_offered', 'interview_set', 'more_asked', 'interview_called_off'],
  )
  await tx((t) =>
    offerTimes(t, other.id, { times: [days(6)], place: 'By phone' }, by(rosa), days(5)),
  )
  assert.equal((await interviewOf(db, other.id))?.state, 'offered')
})

test('papers are what their bytes say, there once, as many and as large as the operator lets them be', async () => {
  const application = await drafted()
  const { id, personId } = application
  const pdf = (fill: string) => Buffer.from(`%PDF-1.7\n${fill}`)
  const add = (name: string, bytes: Buffer) =>
    tx((t) => addPaper(t, personId, { name, bytes }, NOW))
  const paper = await add('../Diploma.exe', pdf('a'))
  assert.deepEqual([paper.name, paper.kind], ['Diploma.exe.pdf', 'application/pdf'])
  assert.equal((await add('again.pdf', pdf('a'))).id, paper.id)
  await assert.rejects(add('page.pdf', Buffer.from('<html>')), refusal('file_kind_unknown'))
  await assert.rejects(add('empty.pdf', Buffer.alloc(0)), refusal('file_kind_unknown'))
  const large = Buffer.concat([pdf('b'), Buffer.alloc(5 * 1024 * 1024)])
  await assert.rejects(add('large.pdf', large), refusal('file_too_large', { megabytes: 5 }))
  await add('just.pdf', large.subarray(0, 5 * 1024 * 1024))
  for (let more = 0; more < 8; more += 1) await add(`${more}.pdf`, pdf(String(more)))
  await assert.rejects(add('one more.pdf', pdf('more')), refusal('too_many_files', { most: 10 }))
  assert.deepEqual((await readPaper(db, paper.id)).bytes, pdf('a'))
  await tx((t) => dropPaper(t, personId, paper.id, NOW))
  await assert.rejects(readPaper(db, paper.id), refusal('unknown_file'))
  const [row] = await db<{
    bytes: Buffer | null
  }>`select bytes from earnings.application_file where id = ${paper.id}`
  assert.equal(row?.bytes, null)
  await does('send', application)
  await assert.rejects(add('late.pdf', pdf('late')), refusal('application_fixed'))
  await assert.rejects(
    tx((t) => dropPaper(t, personId, paper.id, NOW)),
    refusal('application_fixed'),
  )
  await does('take', application)
  await does('reject', application)
  await forgetPapers(db, days(180).subtract({ seconds: 1 }))
  assert.equal((await papersOf(db, id)).length, 9)
  assert.ok((await forgetPapers(db, days(180))) >= 9)
  assert.equal((await papersOf(db, id)).length, 0)
})

test('the clock: late is told once, a question unanswered ends it on its day', async () => {
  await tellLateApplications(db, days(5))
  const application = await standing('sent')
  assert.equal(await tellLateApplications(db, days(5).subtract({ seconds: 1 })), 0)
  assert.equal(await tellLateApplications(db, days(5)), 1)
  assert.equal(await tellLateApplications(db, days(6)), 0)
  await does('take', application)
  await does('ask', application)
  await lapseApplications(db, days(14).subtract({ seconds: 1 }))
  assert.equal((await oneApplication(db, application.id)).state, 'more_asked')
  await lapseApplications(db, days(14))
  const lapsed = await oneApplication(db, application.id)
  assert.deepEqual([lapsed.state, lapsed.reapplyAt], ['withdrawn', null])
  assert.equal((await stepsOf(db, application.id)).at(-1)?.by, 'schedule')
})

test('the queue: the most urgent first, by state, reviewer, kind, language, country and name, in pages', async () => {
  const person = await someone()
  const application = await drafted(person)
  const given = {
    name: 'Zoë Önder',
    country: 'TR',
    teachingLanguages: [{ language: 'tr', level: 'C1' as const }],
  }
  await tx((t) => fillApplication(t, person, given, NOW))
  await tx((t) => sendApplication(t, person, days(-20)))
  const find = async (filter: object) =>
    (await listApplications(db, { limit: 100, ...filter }, NOW)).map(({ id }) => id)
  const all = await find({})
  assert.ok(all.length > 5)
  assert.equal(all[0], application.id)
  for (const filter of [{ language: 'tr' }, { country: 'TR' }, { words: 'zoë' }, { late: true }]) {
    assert.deepEqual(await find(filter), [application.id], JSON.stringify(filter))
  }
  assert.ok((await find({ reviewer: 'nobody' })).includes(application.id))
  assert.ok(!(await find({ reviewer: rosa })).includes(application.id))
  assert.ok(!(await find({ kind: 'conversation' })).includes(application.id))
  assert.deepEqual(await find({ words: '%' }), [])
  const [first] = await listApplications(db, { limit: 1 }, NOW)
  const rest = await find({ after: { at: first!.decideBy!, id: first!.id } })
  assert.deepEqual(rest, all.slice(1))
  const counts = await countApplications(db, NOW)
  assert.equal(counts.late, 1)
  assert.ok(counts.byState.sent! >= 1 && counts.nobody >= 1)
})

test('a step that has no row is a fault of ours, refused before anything is written', async () => {
  const application = await standing('sent')
  await assert.rejects(
    tx((t) => step(t, application, { deed: 'approve', doer: { role: 'applicant' } }, NOW)),
    refusal('application_elsewhere'),
  )
})
