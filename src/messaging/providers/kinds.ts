import type { Way } from '../message.ts'
import type { ProviderKind } from './provider.ts'

/** One thing that is set of a provider, and is no secret. */
export type Setting = {
  name: string
  label: string
  help: string
  needed: boolean
  /** What it must look like, as a regular expression. */
  looks: string
}

/** What lets us in there, or proves what it tells us. */
export const KEY_PURPOSES = ['access', 'partner', 'signing', 'callback'] as const
export type KeyPurpose = (typeof KEY_PURPOSES)[number]

export type KeyKind = {
  purpose: Exclude<KeyPurpose, 'callback'>
  label: string
  help: string
  needed: boolean
  /** What belongs to it and is no secret, where there is such. */
  name?: { label: string; needed: boolean }
}

/** All that is known of a kind of provider before anybody has an account there. */
export type KindCard = {
  kind: ProviderKind
  name: string
  ways: readonly Way[]
  /** Where everybody finds it; null: every account has its own address. */
  address: string | null
  perSecond: number
  settings: readonly Setting[]
  keys: readonly KeyKind[]
  /** How a notice proves that it is the provider’s. */
  proves: 'signature' | 'secret address' | 'nothing told' | 'itself'
  /** Whether what is left there can be read. */
  balance: boolean
}

const setting = (
  name: string,
  label: string,
  help: string,
  looks = '^[^\\s]{1,120}$',
  needed = true,
): Setting => ({ name, label, help, needed, looks })
const maybe = (name: string, label: string, help: string, looks?: string): Setting =>
  setting(name, label, help, looks, false)

const PHONE = '^\\+?[0-9]{6,16}$'
const SENDER = '^[^\\r\\n]{3,200}$'
const HTTPS = '^https?://[^\\s]{1,180}$'

export const KINDS: Readonly<Record<ProviderKind, KindCard>> = {
  msg91: {
    kind: 'msg91',
    name: 'MSG91',
    ways: ['sms'],
    address: 'https://control.msg91.com',
    perSecond: 20,
    settings: [
      maybe('sender', 'Sender', 'The DLT header: six letters', '^[A-Za-z0-9]{3,6}$'),
      maybe(
        'balanceType',
        'Route of the balance',
        '0 wallet, 1 promotional, 4 transactional',
        '^(0|1|4|106)$',
      ),
    ],
    keys: [
      {
        purpose: 'access',
        label: 'authkey',
        help: 'MSG91: Authkey. Allow our address there.',
        needed: true,
      },
    ],
    proves: 'secret address',
    balance: true,
  },
  gupshup: {
    kind: 'gupshup',
    name: 'Gupshup',
    ways: ['whatsapp'],
    address: 'https://api.gupshup.io',
    perSecond: 20,
    settings: [
      setting('source', 'Our number', 'With country code', PHONE),
      setting('app', 'App name', 'As it is called at Gupshup (src.name)'),
      maybe('appId', 'App id', 'For the balance, with a partner token'),
      maybe(
        'partnerAddress',
        'Partner address',
        'https://partner.gupshup.io where it is empty',
        HTTPS,
      ),
    ],
    keys: [
      { purpose: 'access', label: 'API key', help: 'Of the app', needed: true },
      {
        purpose: 'partner',
        label: 'Partner token',
        help: 'Only to read the wallet',
        needed: false,
      },
    ],
    proves: 'secret address',
    balance: true,
  },
  twilio: {
    kind: 'twilio',
    name: 'Twilio',
    ways: ['sms', 'whatsapp'],
    address: 'https://api.twilio.com',
    perSecond: 20,
    settings: [
      setting('account', 'Account SID', 'AC and 32 more', '^AC[0-9a-fA-F]{32}$'),
      maybe('from', 'From', 'A number of yours; or a messaging service instead', PHONE),
      maybe('service', 'Messaging service', 'MG and 32 more', '^MG[0-9a-fA-F]{32}$'),
      maybe('whatsappFrom', 'From on WhatsApp', 'The number that WhatsApp knows', PHONE),
    ],
    keys: [
      {
        purpose: 'access',
        label: 'Auth token or API key secret',
        help: 'With an API key, give its SID beside it, and the auth token below',
        needed: true,
        name: { label: 'API key SID (SK…)', needed: false },
      },
      {
        purpose: 'signing',
        label: 'Auth token for notices',
        help: 'Twilio signs its notices with the auth token; needed beside an API key',
        needed: false,
      },
    ],
    proves: 'signature',
    balance: true,
  },
  sendgrid: {
    kind: 'sendgrid',
    name: 'SendGrid',
    ways: ['email'],
    address: 'https://api.sendgrid.com',
    perSecond: 100,
    settings: [setting('from', 'Sender', 'Name <address>, verified there', SENDER)],
    keys: [
      { purpose: 'access', label: 'API key', help: 'SG.…, that may send mail', needed: true },
      {
        purpose: 'signing',
        label: 'Verification key',
        help: 'Of the signed event webhook: a public key in base64',
        needed: true,
      },
    ],
    proves: 'signature',
    balance: true,
  },
  ses: {
    kind: 'ses',
    name: 'Amazon SES',
    ways: ['email'],
    address: null,
    perSecond: 14,
    settings: [
      setting('region', 'Region', 'eu-central-1', '^[a-z]{2}(-[a-z]+)+-[0-9]$'),
      setting('from', 'Sender', 'Name <address>, verified there', SENDER),
      maybe('configurationSet', 'Configuration set', 'Its events go to the topic below'),
      maybe('tenant', 'Tenant', 'Keeps the reputation of this provider apart'),
      maybe(
        'topic',
        'Topic',
        'ARN of the SNS topic that tells us',
        '^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$',
      ),
    ],
    keys: [
      {
        purpose: 'access',
        label: 'Secret access key',
        help: 'Of a user that may do ses:SendEmail and ses:GetAccount',
        needed: true,
        name: { label: 'Access key id', needed: true },
      },
    ],
    proves: 'signature',
    balance: true,
  },
  smtp: {
    kind: 'smtp',
    name: 'A mail server (SMTP)',
    ways: ['email'],
    address: null,
    perSecond: 10,
    settings: [setting('from', 'Sender', 'Name <address>', SENDER)],
    keys: [
      {
        purpose: 'access',
        label: 'Password',
        help: 'Where the server wants one',
        needed: false,
        name: { label: 'User', needed: true },
      },
    ],
    proves: 'nothing told',
    balance: false,
  },
  whatsapp_cloud: {
    kind: 'whatsapp_cloud',
    name: 'WhatsApp Cloud API',
    ways: ['whatsapp'],
    address: 'https://graph.facebook.com',
    perSecond: 80,
    settings: [
      setting('phone', 'Phone number id', 'A number of 10 to 20 digits', '^[0-9]{5,20}$'),
      maybe('version', 'Version of the API', 'v23.0 where it is empty', '^v[0-9]{1,3}\\.[0-9]$'),
    ],
    keys: [
      { purpose: 'access', label: 'Access token', help: 'Of a system user', needed: true },
      { purpose: 'signing', label: 'App secret', help: 'Signs what Meta tells us', needed: true },
    ],
    proves: 'signature',
    balance: false,
  },
  sandbox: {
    kind: 'sandbox',
    name: 'Sandbox',
    ways: ['sms', 'whatsapp', 'email'],
    address: null,
    perSecond: 1_000,
    settings: [
      maybe('latencyMs', 'Milliseconds to an answer', '0 where it is empty', '^[0-9]{1,5}$'),
      maybe('reportSeconds', 'Seconds to a report', '2 where it is empty', '^[0-9]{1,6}$'),
      maybe(
        'behaviour',
        'How it behaves',
        'works, unreachable, broken, slow_down, hangs, out_of_credit',
        '^(works|unreachable|broken|slow_down|hangs|out_of_credit)$',
      ),
    ],
    keys: [],
    proves: 'itself',
    balance: true,
  },
}
