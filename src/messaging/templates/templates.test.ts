import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically, newId, type Problem, type Tx } from '#base'
import { createOrganization } from '#people'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import type { ProviderKind } from '../providers/index.ts'
import { termsNow } from '../retail/index.ts'
import {
  addTemplate,
  approvalHistory,
  archiveTemplate,
  changeTemplate,
  languageFor,
  type NewTemplate,
  pauseAtProvider,
  previewOf,
  render,
  setApproval,
  type Template,
  type TemplateVersion,
  templateFor,
  templatesOf,
  type Variable,
} from './index.ts'

const now = Temporal.Instant.from('2026-11-20T09:00:00Z')
let db: TestDatabase
let here: string
before(async () => {
  db = await testDatabase()
  here = (await inTx((tx) => createOrganization(tx, { name: 'Library' }, now))).id
})
after(() => db[Symbol.asyncDispose]())
const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(db, work)
const refusal = (code: string) => (error: Problem) => error.code === code

const variable = (name: string, more: Partial<Variable> = {}): Variable => ({
  name,
  kind: 'text',
  sample: 'x',
  otherwise: null,
  most: 40,
  ...more,
})
let nth = 0
const given = (more: Partial<NewTemplate> = {}): NewTemplate => ({
  name: `t_${nth++}`,
  way: 'sms',
  category: 'utility',
  variables: [
    variable('name', { sample: 'Ana' }),
    variable('fee', { kind: 'number', sample: '500' }),
  ],
  words: { en: { text: 'Dear {{name}}, your ₹{{fee}} fee is due.' } },
  fallback: 'en',
  registration: null,
  ...more,
})
const add = (more: Partial<NewTemplate> = {}) =>
  inTx((tx) => addTemplate(tx, here, given(more), 'person:a', now))

test('a message is filled in, in the language of whoever reads it', async () => {
  const template = await add({
    variables: [
      variable('name', { otherwise: 'member' }),
      variable('fee', { kind: 'number' }),
      variable('day', { kind: 'date' }),
    ],
    words: {
      en: { text: '{{name}}: {{ fee }} by {{day}}' },
      'pt-BR': { text: '{{name}}: {{fee}} até {{day}}' },
      de: { text: '{{name}}: {{fee}} bis {{day}}' },
    },
  })
  const text = (language: string | null, values: Record<string, string | number>) => {
    const content = render(template, language, values)
    return content.way === 'sms' && content.text
  }
  const values = { name: 'Ana', fee: 1234.5, day: '2026-12-01', shoe: 44 }
  assert.equal(text('en', values), 'Ana: 1,234.5 by December 1, 2026')
  assert.equal(text('de-AT', values), 'Ana: 1.234,5 bis 1. Dezember 2026')
  assert.equal(text('pt', values), 'Ana: 1.234,5 até 1 de dezembro de 2026')
  assert.equal(text('hi', { ...values, name: '' }), 'member: 1,234.5 by December 1, 2026')
  assert.deepEqual(
    ['pt-PT', 'hi', null].map((one) => languageFor(template, one)),
    ['pt-BR', 'en', 'en'],
  )
  const refused: [string, Record<string, string | number>][] = [
    ['variable_missing', { name: 'A', day: '2026-12-01' }],
    ['variable_invalid', { ...values, fee: 'much' }],
    ['variable_invalid', { ...values, day: '2026-02-30' }],
    ['variable_too_long', { ...values, name: 'A'.repeat(41) }],
  ]
  for (const [code, wrong] of refused) assert.throws(() => text('en', wrong), refusal(code), code)
})

test('each way carries its own parts, and what is filled in cannot break out of them', async () => {
  const letter = await add({
    way: 'email',
    variables: [variable('name', { most: 100 }), variable('url', { kind: 'link', most: 200 })],
    words: {
      en: {
        subject: 'For {{name}}',
        text: 'Hello {{name}}',
        html: '<p onclick="x()">Hello <b>{{name}}</b><script>x()</script> <a href="{{url}}">Pay</a><a href="javascript:x">no</a></p>',
      },
    },
  })
  const mail = render(letter, 'en', { name: '<i>A\n&"B', url: 'https://x.org/?a=1&b=2' })
  assert.ok(mail.way === 'email')
  assert.equal(mail.subject, 'For <i>A &"B')
  assert.equal(
    mail.html,
    '<p>Hello <b>&lt;i&gt;A\n&amp;&quot;B</b> <a href="https://x.org/?a=1&amp;b=2">Pay</a><a>no</a></p>',
  )
  assert.throws(
    () => render(letter, 'en', { name: 'A', url: 'javascript:alert(1)' }),
    refusal('variable_invalid'),
  )
  const chat = await add({
    way: 'whatsapp',
    name: 'exam_day',
    variables: [variable('name'), variable('hall'), variable('map', { kind: 'link', most: 200 })],
    words: {
      en: {
        header: 'Exam {{hall}}',
        text: '{{name}}, be at {{hall}}.',
        footer: 'The library',
        media: { kind: 'image', url: '{{map}}' },
        quickReplies: ['Yes', 'No'],
      },
    },
  })
  await inTx((tx) =>
    setApproval(
      tx,
      here,
      {
        id: chat.id,
        version: 1,
        language: 'en',
        provider: 'wa',
        state: 'approved',
        providerTemplate: 'exam_day_1',
      },
      's',
      now,
    ),
  )
  const said = render(await templateFor(db, here, chat.id), 'en', {
    name: 'Ana',
    hall: 'B',
    map: 'https://x.org/m.png',
  })
  assert.deepEqual(said, {
    writtenFrom: { template: chat.id, version: 1, language: 'en' },
    way: 'whatsapp',
    template: {
      name: 'exam_day',
      language: 'en',
      parameters: ['B', 'Ana', 'B'],
      providerTemplate: { wa: 'exam_day_1' },
    },
    text: 'Exam B\n\nAna, be at B.\n\nThe library',
    media: { kind: 'image', url: 'https://x.org/m.png' },
    quickReplies: ['Yes', 'No'],
  })
})

// [code, what is wrong]
const REFUSED: [string, Partial<NewTemplate>][] = [
  ['template_words_missing', { fallback: 'de' }],
  ['locale_unknown', { fallback: '??' }],
  ['template_part_unfit', { words: { en: { text: ' ' } } }],
  ['template_part_unfit', { words: { en: { text: 'a', subject: 'b' } } }],
  ['template_part_unfit', { words: { en: { text: 'a'.repeat(1_531) } } }],
  ['template_part_unfit', { way: 'email', words: { en: { text: 'a' } } }],
  [
    'template_part_unfit',
    { way: 'whatsapp', words: { en: { text: 'a', quickReplies: ['1', '2', '3', '4'] } } },
  ],
  [
    'template_part_unfit',
    { way: 'whatsapp', words: { en: { text: 'a', quickReplies: ['1', '1'] } } },
  ],
  [
    'template_part_unfit',
    { way: 'whatsapp', words: { en: { text: 'a', media: { kind: 'image', url: 'file:///x' } } } },
  ],
  [
    'template_part_unfit',
    { way: 'email', words: { en: { text: 'a', subject: 's', html: '<a href="{{name}}">x</a>' } } },
  ],
  ['template_variable_undeclared', { words: { en: { text: '{{shoe}}' } } }],
  ['template_braces_open', { words: { en: { text: '{{name' } } }],
  ['template_braces_open', { words: { en: { text: '{{Name}}' } } }],
  ['template_variable_unfit', { variables: [variable('Name')] }],
  ['template_variable_unfit', { variables: [variable('name'), variable('name')] }],
  ['template_variable_unfit', { variables: [variable('name', { most: 0 })] }],
  ['template_variable_unfit', { variables: [variable('name', { most: 2, otherwise: 'abc' })] }],
  [
    'template_registration_incomplete',
    { registration: { header: 'STUDSPT', entity: '12345678', template: '12345678' } },
  ],
  [
    'template_registration_incomplete',
    { registration: { header: 'ST', entity: '12345678', template: '12345678' } },
  ],
  ['template_registration_incomplete', { registration: { header: 'STUDSP' } }],
  ['template_registration_incomplete', { way: 'email', registration: { header: 'STUDSP' } }],
  [
    'template_variable_unfit',
    {
      registration: {
        header: 'STUDSP',
        entity: '1101234567890123456',
        template: '1107123456789012345',
      },
      variables: [variable('name', { most: 41 }), variable('fee')],
    },
  ],
]
for (const [index, [code, wrong]] of REFUSED.entries()) {
  test(`a template is refused: ${code} (${index + 1})`, async () => {
    await assert.rejects(add(wrong), refusal(code))
  })
}

test('a registered SMS says what it is registered as', async () => {
  const registration = {
    header: 'STUDSP',
    entity: '1101234567890123456',
    template: '1107123456789012345',
  }
  const template = await add({ registration })
  const content = render(template, 'en', { name: 'Ana', fee: 500 })
  assert.deepEqual(content, {
    writtenFrom: { template: template.id, version: 1, language: 'en' },
    way: 'sms',
    text: 'Dear Ana, your ₹500 fee is due.',
    header: 'STUDSP',
    entity: registration.entity,
    dltTemplate: registration.template,
    providerTemplate: undefined,
    variables: { name: 'Ana', fee: '500' },
  })
})

test('what a message takes is seen before it is sent, and what plainer characters would save', async () => {
  const rules = await termsNow(db, now)
  const template = await add({
    words: {
      en: {
        text: `Dear {{name}}, your ₹{{fee}} monthly fee is due – pay at the desk. ${'a'.repeat(20)}`,
      },
    },
  })
  const seen = (values: Record<string, string>, country: string | null = 'IN') =>
    previewOf(rules, template, { language: 'en', values, country })
  const { units, sms } = seen({})
  assert.deepEqual(
    [units, sms?.encoding, sms?.segments, sms?.forcing],
    [2n, 'UCS-2', 2, ['₹', '–']],
  )
  assert.deepEqual([sms?.substitute?.segments, sms?.substitute?.units], [1, 1n])
  assert.equal(sms?.pieces.join(''), seen({}).content.text)
  assert.equal(seen({ name: 'नमस्ते' }).sms?.substitute, null, 'the name itself needs them')
  assert.ok(seen({}, 'DE').units >= units)
  const chat = await add({
    way: 'whatsapp',
    category: 'marketing',
    words: { en: { text: 'Hi {{name}}' } },
  })
  assert.deepEqual(
    [
      previewOf(rules, chat, { language: null, values: {}, country: null }).units,
      previewOf(rules, chat, { language: null, values: {}, country: null }).sms,
    ],
    [8n, null],
  )
})

const versionOf = (template: Template, more: Partial<TemplateVersion> = {}): TemplateVersion => ({
  variables: template.variables,
  words: template.words,
  fallback: template.fallback,
  registration: null,
  ...more,
})

test('a new version leaves the old one as it was sent, and what providers approved', async () => {
  const first = await add({ name: 'fee_due' })
  const step = { id: first.id, version: 1, language: 'en', provider: 'msg' } as const
  const set = (more: object) =>
    inTx((tx) => setApproval(tx, here, { ...step, state: 'submitted', ...more }, 'staff', now))
  await assert.rejects(set({ state: 'approved' }), refusal('approval_incomplete'))
  await assert.rejects(set({ language: 'de' }), refusal('template_words_missing'))
  await set({})
  await set({})
  await assert.rejects(set({ state: 'paused', reason: 'because' }), refusal('approval_step_unfit'))
  await assert.rejects(set({ state: 'rejected' }), refusal('approval_incomplete'))
  await set({ state: 'rejected', reason: 'A name is missing.' })
  await set({})
  await set({ state: 'approved', providerTemplate: 'p-77' })
  assert.deepEqual(
    (await approvalHistory(db, first.id)).map(({ from, to }) => `${from} ${to}`),
    ['submitted approved', 'rejected submitted', 'submitted rejected', 'draft submitted'],
  )
  const values = { name: 'A', fee: 1 }
  const provider = async (version?: number) => {
    const content = render(await templateFor(db, here, first.id, version), 'en', values)
    return content.way === 'sms' ? content.providerTemplate : undefined
  }
  assert.deepEqual(await provider(), { msg: 'p-77' })

  const words = { en: { text: 'Dear {{name}}: {{fee}}.' } }
  const second = await inTx((tx) =>
    changeTemplate(tx, here, { id: first.id, seen: 1, ...versionOf(first, { words }) }, 'b', now),
  )
  assert.deepEqual([second.version, second.approvals], [2, []])
  assert.deepEqual([await provider(), await provider(1)], [undefined, { msg: 'p-77' }])
  await assert.rejects(
    inTx((tx) =>
      changeTemplate(tx, here, { id: first.id, seen: 1, ...versionOf(first) }, 'b', now),
    ),
    refusal('template_changed_meanwhile'),
  )
  await assert.rejects(db`update messaging.template_version set fallback = 'de'`)
  const written = { template: first.id, version: 1, language: 'en' }
  const at = { id: newId(), kind: 'msg' as ProviderKind }
  const pause = (leftAt: Temporal.Instant) =>
    inTx((tx) => pauseAtProvider(tx, here, written, { at, reason: 'Mismatch', leftAt }, now))
  assert.equal(await pause(now.subtract({ seconds: 1 })), false, 'it left before it was approved')
  assert.deepEqual([await pause(now), await pause(now)], [true, false])
  assert.equal(await provider(1), undefined, 'a paused one is not named to the provider')

  await assert.rejects(add({ name: 'fee_due' }), refusal('template_name_taken'))
  await inTx((tx) => archiveTemplate(tx, here, first.id, 'b', now))
  await assert.rejects(
    inTx((tx) => archiveTemplate(tx, here, first.id, 'b', now)),
    refusal('template_archived'),
  )
  await assert.rejects(
    inTx((tx) =>
      changeTemplate(tx, here, { id: first.id, seen: 2, ...versionOf(second) }, 'b', now),
    ),
    refusal('template_archived'),
  )
  await add({ name: 'fee_due' })
  const listed = await templatesOf(db, here, { way: 'sms', archived: true, limit: 10 })
  assert.deepEqual(
    listed.items.map(({ id }) => id),
    [first.id],
  )
  await assert.rejects(templateFor(db, first.id, first.id), refusal('template_unknown'))
})
