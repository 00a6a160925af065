import { generateKeyPairSync } from 'node:crypto'
import type { Content, ProviderKind, Way } from '#messaging'
import { Fake, type Played } from './fake.ts'
import { gupshupPart } from './gupshup.ts'
import { msg91Part } from './msg91.ts'
import { sendgridPart } from './sendgrid.ts'
import { sesPart } from './ses.ts'
import { twilioPart } from './twilio.ts'
import { whatsappPart } from './whatsapp.ts'

type KeyGiven = { purpose: 'access' | 'partner' | 'signing'; text: string; name?: string }

/** A stand-in, and how Stoa is set up to speak with it. */
export type Standing = {
  kind: ProviderKind
  fake: Fake
  way: Way
  content: Content
  settings: Record<string, string>
  keys: KeyGiven[]
  /** What it cannot play, for there it does not exist. */
  cannot: readonly Played[]
  /** Whether our attempt's id comes back with reports. */
  echoes: boolean
  signs: boolean
}

const sms: Content = {
  way: 'sms',
  text: 'Your fee of Rs 500 is due',
  providerTemplate: { msg91: 'flow-1' },
  variables: { VAR1: '500' },
}
const whatsapp: Content = { way: 'whatsapp', text: 'Your seat is kept' }
const email: Content = {
  way: 'email',
  subject: 'Your seat',
  text: 'Your seat is kept',
  html: '<p>Your seat is kept</p>',
  unsubscribe: 'https://stoa.example/u/1',
}
const PHONE_ONLY = ['dnd', 'dlt-mismatch', 'recategorised', 'more-segments'] as const
const MAIL_CANNOT: readonly Played[] = [...PHONE_ONLY, 'window-closed']
const HEX = '0123456789abcdef0123456789abcdef'
const SECRET_40 = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
export const TOPIC = 'arn:aws:sns:ap-south-1:123456789012:stoa-mail'
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
export const amazon = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** A stand-in of every provider that is asked over HTTP, each on a port of its own. */
export async function allStanding(): Promise<Standing[]> {
  const authkey = 'authkey-of-the-test-0001'
  const gupshup = {
    apikey: 'apikey-of-the-test-0001',
    partner: 'partner-token-0001',
    appId: 'app-1',
  }
  const account = `AC${HEX}`
  const sendgridKey = 'SG.test-key-0000000000000.0001'
  const signing = ec.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const ses = { id: 'AKIDEXAMPLE12345', secret: SECRET_40, region: 'ap-south-1', topic: TOPIC }
  const meta = { token: 'EAAtest-token-0001', phone: '106540352242922', secret: HEX }
  const made: Standing[] = [
    {
      kind: 'msg91',
      fake: new Fake(msg91Part(authkey)),
      way: 'sms',
      content: sms,
      settings: { sender: 'STUDSP' },
      keys: [{ purpose: 'access', text: authkey }],
      cannot: ['read-first', 'window-closed', 'recategorised', 'late'],
      echoes: false,
      signs: false,
    },
    {
      kind: 'gupshup',
      fake: new Fake(gupshupPart(gupshup)),
      way: 'whatsapp',
      content: whatsapp,
      settings: { source: '+919700000000', app: 'Stoa', appId: gupshup.appId },
      keys: [
        { purpose: 'access', text: gupshup.apikey },
        { purpose: 'partner', text: gupshup.partner },
      ],
      cannot: ['dnd', 'dlt-mismatch', 'more-segments'],
      echoes: false,
      signs: false,
    },
    {
      kind: 'twilio',
      fake: new Fake(twilioPart({ account, token: HEX })),
      way: 'sms',
      content: sms,
      settings: { account, from: '+15005550006' },
      keys: [{ purpose: 'access', text: HEX }],
      cannot: ['recategorised', 'read-first', 'late', 'more-segments'],
      echoes: true,
      signs: true,
    },
    {
      kind: 'sendgrid',
      fake: new Fake(sendgridPart({ key: sendgridKey, signer: ec.privateKey })),
      way: 'email',
      content: email,
      settings: { from: 'Stoa <hello@stoa.example>' },
      keys: [
        { purpose: 'access', text: sendgridKey },
        { purpose: 'signing', text: signing },
      ],
      cannot: MAIL_CANNOT,
      echoes: true,
      signs: true,
    },
    {
      kind: 'ses',
      fake: new Fake(sesPart({ ...ses, signer: amazon.privateKey })),
      way: 'email',
      content: email,
      settings: { region: ses.region, from: 'Stoa <hello@stoa.example>', topic: TOPIC },
      keys: [{ purpose: 'access', text: ses.secret, name: ses.id }],
      cannot: MAIL_CANNOT,
      echoes: true,
      signs: true,
    },
    {
      kind: 'whatsapp_cloud',
      fake: new Fake(whatsappPart(meta)),
      way: 'whatsapp',
      content: whatsapp,
      settings: { phone: meta.phone },
      keys: [
        { purpose: 'access', text: meta.token },
        { purpose: 'signing', text: meta.secret },
      ],
      cannot: ['dnd', 'dlt-mismatch', 'more-segments'],
      echoes: true,
      signs: true,
    },
  ]
  for (const { kind, fake, settings } of made) {
    await fake.start()
    if (kind === 'gupshup') settings.partnerAddress = fake.url
  }
  return made
}
