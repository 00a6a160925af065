import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, newId, readConfig } from '#base'
import { balance, PLATFORM, postRule, verify } from '#ledger'
import { educator, NOON, refused } from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import {
  askForForms,
  filingOf,
  formFor,
  giveForm,
  issueStatements,
  oneStatement,
  openForm,
  payoutReturned,
  payoutsWait,
  processPayouts,
  recordRemittance,
  schedulePayouts,
  setTaxPolicy,
  setWithholding,
  statementPaper,
  statementsOf,
  yearRows,
} from '../index.ts'
import { FORMS, faultsOf } from './forms.ts'
import { isEin, isGstin, isItin, isPan, isSsn, isVat, masked } from './numbers.ts'
import { flagsOf, type YearFigures } from './year.ts'

const CONFIG = readConfig({
  STOA_SECRET: 'a secret for tests only, long enough',
  LOG_LEVEL: 'silent',
})
const W9 = {
  legalName: 'Ivan Petrov',
  classification: 'individual',
  street: '1 Main St, Apt "B"',
  city: 'Fresno',
  region: 'CA',
  postalCode: '93701',
  tinType: 'ssn',
  tin: '219-09-9999',
}

test('numbers that can be right, and those that cannot', () => {
  // biome-ignore format: a line for each number
  const table: [(text: string) => boolean, string, boolean][] = [
    [isSsn, '219-09-9999', true], [isSsn, '219099999', true], [isSsn, '000-12-3456', false], [isSsn, '666-12-3456', false],
    [isSsn, '900-12-3456', false], [isSsn, '219-00-1234', false], [isSsn, '219-09-0000', false], [isSsn, '21909999', false],
    [isItin, '912-70-1234', true], [isItin, '912-93-1234', false], [isItin, '912-49-1234', false], [isItin, '812-70-1234', false],
    [isEin, '12-3456789', true], [isEin, '07-3456789', false], [isEin, '1234567', false],
    [isPan, 'ABCPE1234F', true], [isPan, 'ABCXE1234F', false], [isPan, 'ABCPE12345', false],
    [isGstin, '27AAPFU0939F1ZV', true], [isGstin, '29AAGCB7383J1Z4', true], [isGstin, '27AAPFU0939F1ZW', false],
    [isGstin, '40AAPFU0939F1ZV', false], [isGstin, '27AAPFU0939F0ZV', false],
    [(text) => isVat(text, 'DE'), 'DE136695976', true], [(text) => isVat(text, 'DE'), 'DE136695978', false],
    [(text) => isVat(text, 'IT'), 'IT00743110157', true], [(text) => isVat(text, 'IT'), '00743110158', false],
    [(text) => isVat(text, 'PT'), 'PT501964843', true], [(text) => isVat(text, 'PT'), '501964842', false],
    [(text) => isVat(text, 'PL'), 'PL8567346215', true], [(text) => isVat(text, 'BE'), 'BE0428759497', true],
    [(text) => isVat(text, 'NL'), 'NL4495445B01', false], [(text) => isVat(text, 'GR'), 'EL094259216', true],
    [(text) => isVat(text, 'IN'), '27AAPFU0939F1ZV', false],
  ]
  for (const [fits, text, right] of table) assert.equal(fits(text), right, `${text}`)
  assert.equal(masked('219-09-9999'), '•••9999')
  assert.equal(masked('12 34'), '•••34')
})

test('a form says which field cannot be right; a GSTIN must be of the PAN', () => {
  const faults = (values: Record<string, string>, form = FORMS.w9, country = 'US') =>
    faultsOf(form, country, values).map(({ field }) => field)
  assert.deepEqual(faults(W9), [])
  assert.deepEqual(faults({ ...W9, tin: '000-00-0000', region: 'Cal' }), ['region', 'tin'])
  assert.deepEqual(faults({ ...W9, tinType: 'vat' }), ['tinType', 'tin'])
  const { city: _, ...less } = W9
  assert.deepEqual(faults({ ...less, hobby: 'chess' }), ['city', 'hobby'])
  const india = { legalName: 'Asha', street: 'MG Road 1', city: 'Pune', postalCode: '411001' }
  const gst = (pan: string) =>
    faults({ ...india, pan, gstin: '27AAPFU0939F1ZV' }, FORMS.india, 'IN')
  assert.deepEqual(gst('AAPFU0939F'), [])
  assert.deepEqual(gst('ABCPE1234F'), ['gstin'])
  const born = { ...india, tin: '86095742719', born: '1990-02-30' }
  assert.deepEqual(faults(born, FORMS.dac7, 'DE'), ['born'])
})

test('which form is asked: of whom, by where the operator is', async () => {
  await using db = await testDatabase()
  const asked = async (country: string) => (await formFor(db, country)).name
  assert.deepEqual(
    [await asked('US'), await asked('IN'), await asked('DE'), await asked('BR')],
    ['w9', 'w8ben', 'w8ben', 'w8ben'],
  )
  const ofSchool = async (country: string) => (await formFor(db, country, 'organization')).name
  assert.deepEqual([await ofSchool('US'), await ofSchool('DE')], ['w9', 'w8ben_e'])
  await atomically(db, (tx) =>
    setTaxPolicy(tx, { country: 'DE', payoutsWait: true }, 'person:staff', NOON),
  )
  assert.deepEqual(
    [await asked('US'), await asked('IN'), await asked('DE'), await asked('BR')],
    ['generic', 'india', 'dac7', 'generic'],
  )
  assert.deepEqual([await ofSchool('IN'), await ofSchool('DE')], ['india', 'dac7_entity'])
})

test('an organization says what it is, and is not asked when it was born', () => {
  const lyra = {
    legalName: 'Lyra Languages Ltd',
    incorporated: 'IE',
    entityType: 'corporation',
    fatca: 'active_nffe',
    street: 'Quay 1',
    city: 'Cork',
    postalCode: 'T12',
    tin: '6388047V',
  }
  const faults = (values: Record<string, string>) =>
    faultsOf(FORMS.w8ben_e, 'IE', values).map(({ field }) => field)
  assert.deepEqual(faults(lyra), [])
  assert.deepEqual(faults({ ...lyra, incorporated: 'US', ustin: '12' }), ['incorporated', 'ustin'])
  assert.deepEqual(faults({ ...lyra, born: '1990-02-03', fatca: 'friendly' }), ['fatca', 'born'])
})

test('a form is kept sealed and shown masked; who looked stands in the audit log; a correction comes after', async () => {
  await using db = await testDatabase()
  const payee = { type: 'person' as const, id: await educator(db) }
  const give = (values: Record<string, string>, config = CONFIG) =>
    atomically(db, (tx) =>
      giveForm(tx, config, payee, { country: 'US', values, by: `person:${payee.id}` }, NOON),
    )
  await assert.rejects(give({ ...W9, tin: '1' }), refused('tax_form_wrong'))
  const given = await give(W9)
  assert.equal(given.shown.tin, '•••9999')
  const [row] = await db<{ all: string }>`
    select row_to_json(f)::text || encode(sealed, 'escape') as all from earnings.tax_form f`
  assert.ok(!row!.all.includes('219-09-9999') && !row!.all.includes('219099999'))
  const look = (config = CONFIG) =>
    atomically(db, (tx) =>
      openForm(tx, config, payee, { by: 'person:fin', why: 'The IRS asks.' }, NOON),
    )
  assert.equal((await look()).values.tin, '219-09-9999')
  const [entry] = await db<{ deed: string; why: string }>`
    select deed, after->>'why' as why from people.audit where by = 'person:fin'`
  assert.deepEqual({ ...entry }, { deed: 'tax_form.opened', why: 'The IRS asks.' })
  const other = readConfig({
    STOA_SECRET: 'another secret for tests, long enough',
    LOG_LEVEL: 'silent',
  })
  await assert.rejects(look(other), refused('tax_form_shut'))
  assert.equal((await give({ ...W9, city: 'Reno' })).number, 2)
  await assert.rejects(db`update earnings.tax_form set name = 'x'`, /permission denied|history/)
})

/** So much of earnings that can be paid out, as if from so many sessions. */
async function earned(db: Db, person: string, count: number, each: bigint): Promise<void> {
  const owner = { type: 'person' as const, id: person }
  const kept = { currency: 'USD', educator: owner, amount: each * BigInt(count) }
  const about = { type: 'test', id: newId() }
  await atomically(db, async (tx) => {
    const completed = { currency: 'USD', educator: owner, share: kept.amount }
    const deed = { about, by: 'test', at: NOON }
    await postRule(tx, 'session.completed.included', completed, { ...deed, key: newId() })
    await postRule(tx, 'earnings.released', kept, { ...deed, key: newId() })
  })
  await db`
    insert into earnings.commission (id, source_type, source_id, part, educator_id, payee_type, payee_id, kind,
      session_id, title, session_at, paid_by, currency, gross, rate, rate_from, net, policy_version, state, made_at,
      earned_at, held_until, available_at)
    select gen_random_uuid(), 'booking', gen_random_uuid(), 'educator', ${person}, 'person', ${person}, 'class',
      gen_random_uuid(), 'Class', ${NOON}, 'included', 'USD', ${each * 2n}, 5000, 'tier', ${each}, 1, 'available',
      ${NOON}, ${NOON}, ${NOON}, ${NOON} from generate_series(1, ${count})`
}
const MONDAY = Temporal.Instant.from('2026-11-23T07:00:00Z')
const sender = {
  provider: 'sandbox',
  send: async (payouts: readonly { id: string }[]) =>
    payouts.map(({ id }) => ({ outcome: 'sent' as const, ref: `tr_${id}` })),
}
const pay = async (db: Db) => {
  await schedulePayouts(db, NOON)
  return processPayouts(db, sender, MONDAY)
}
const owes = (db: Db) =>
  balance(db, { owner: PLATFORM, purpose: 'withholding_payable', asset: 'USD' })

test('where the operator demands it, payouts wait for the form, and who waits is asked once a month', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  await earned(db, ivan, 1, 5000n)
  await atomically(db, (tx) =>
    setTaxPolicy(tx, { country: 'US', payoutsWait: true }, 'person:staff', NOON),
  )
  assert.equal(await payoutsWait(db, { type: 'person', id: ivan }), true)
  assert.equal(await pay(db), 0)
  const ask = (now: Temporal.Instant) => atomically(db, (tx) => askForForms(tx, now))
  assert.deepEqual([await ask(NOON), await ask(MONDAY)], [1, 0])
  assert.equal(await ask(NOON.add({ hours: 24 * 30 })), 1)
  await atomically(db, (tx) =>
    giveForm(
      tx,
      CONFIG,
      { type: 'person', id: ivan },
      { country: 'US', values: W9, by: 'x' },
      NOON,
    ),
  )
  assert.equal(await pay(db), 1)
})

test('withheld at payout and owed to the authority; sent to it; undone where the payout comes back', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const rate = { country: '*', withForm: false, rate: 2400, why: 'Backup withholding' }
  const set = (from: string) =>
    atomically(db, (tx) => setWithholding(tx, { ...rate, country: 'US', from }, 'person:fin', NOON))
  await assert.rejects(set('2026-11-21'), refused('withholding_in_the_past'))
  await set('2026-11-22')
  await earned(db, ivan, 2, 5000n)
  assert.equal(await pay(db), 1)
  const [payout] = await db<{ id: string; amount: bigint; withheld: bigint }>`
    select id, amount, withheld from earnings.payout`
  assert.deepEqual([payout!.amount, payout!.withheld, await owes(db)], [7600n, 2400n, 2400n])
  const sent = {
    currency: 'USD',
    authority: 'IRS',
    reference: 'EFTPS 1',
    paidOn: '2026-12-15',
    by: 'x',
  }
  const remit = (amount: bigint) =>
    atomically(db, (tx) => recordRemittance(tx, { ...sent, amount }, MONDAY))
  await assert.rejects(remit(2401n), refused('remittance_above_owed'))
  await remit(400n)
  assert.equal(await owes(db), 2000n)
  await atomically(db, (tx) =>
    payoutReturned(tx, payout!.id, 'sandbox', { code: 'closed', reason: 'account closed' }, MONDAY),
  )
  assert.equal(await owes(db), -400n)
  const available = {
    owner: { type: 'person' as const, id: ivan },
    purpose: 'educator_available' as const,
    asset: 'USD',
  }
  assert.equal(await balance(db, available), 10_000n)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('the edges of what is reported: 20,000 and 200, 2,000', () => {
  const at = (gross: bigint, transfers: number, earned: bigint) =>
    ({ currency: 'USD', gross, transfers, earned }) as YearFigures
  const usd = { currency: 'USD', source: '' } as const
  const both = [
    {
      ...usd,
      return: '1099-K',
      amount: 2_000_000n,
      transfers: 200,
      counts: 'gross',
      atLeast: false,
    },
    {
      ...usd,
      return: '1099-NEC',
      amount: 200_000n,
      transfers: null,
      counts: 'paid',
      atLeast: true,
    },
  ] as const
  const reached = (one: YearFigures) => flagsOf([one], both).map((flag) => flag.reached)
  assert.deepEqual(reached(at(2_000_001n, 201, 0n)), [true, false])
  assert.deepEqual(reached(at(2_000_000n, 201, 0n)), [false, false])
  assert.deepEqual(reached(at(2_000_001n, 200, 0n)), [false, false])
  assert.deepEqual(reached(at(0n, 0, 199_999n)), [false, false])
  assert.deepEqual(reached(at(0n, 0, 200_000n)), [false, true])
})

test('a year is stated once, again where a payout came back; filed with the number; set as PDF', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const payee = { type: 'person' as const, id: ivan }
  await atomically(db, (tx) =>
    giveForm(tx, CONFIG, payee, { country: 'US', values: W9, by: 'x' }, NOON),
  )
  await earned(db, ivan, 201, 10_000n)
  await pay(db)
  const [row, ...others] = await yearRows(db, 2026)
  assert.equal(others.length, 0)
  const after = { name: row!.name, id: row!.payee.id }
  assert.deepEqual(await yearRows(db, 2026, { limit: 1 }), [row])
  assert.deepEqual(await yearRows(db, 2026, { after, limit: 1 }), [])
  assert.deepEqual(
    row!.flags.map((flag) => [flag.return, flag.reached]),
    [
      ['1099-K', true],
      ['1099-NEC', true],
    ],
  )
  const issue = (now: Temporal.Instant) => issueStatements(db, 2026, 'schedule', now)
  await assert.rejects(issue(MONDAY), refused('tax_year_not_over'))
  const january = Temporal.Instant.from('2027-01-10T07:00:00Z')
  assert.deepEqual([await issue(january), await issue(january)], [1, 0])
  const { text, lines, missing } = await filingOf(db, CONFIG, 2026, '1099-NEC')
  assert.deepEqual([lines, missing], [1, []])
  const [head, line] = text.split('\r\n')
  const cells = head!.split(',')
  assert.equal(cells[cells.indexOf('RecipientFederalId')], 'RecipientFederalId')
  assert.match(line!, /^2026,.*,Ivan Petrov,219099999,2,,"1 Main St, Apt ""B""",,Fresno,CA,93701,/)
  assert.match(line!, /,20100\.00,false,0\.00,false$/)
  const [first] = await statementsOf(db, payee)
  const issuer = { name: 'Stoa', address: ['1 Road'], taxId: null }
  const paper = await statementPaper(first!, issuer)
  assert.equal(Buffer.from(paper.slice(0, 5)).toString(), '%PDF-')
  assert.deepEqual(await statementPaper(await oneStatement(db, first!.id), issuer), paper)
  const [payout] = await db<{ id: string }>`select id from earnings.payout`
  await atomically(db, (tx) =>
    payoutReturned(tx, payout!.id, 'sandbox', { code: 'closed', reason: 'closed' }, january),
  )
  assert.equal((await yearRows(db, 2026)).length, 0)
  await earned(db, ivan, 1, 10_000n)
  await processPayouts(db, sender, january)
})
