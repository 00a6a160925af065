import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { StartRefused } from './refusal.ts'

/** All that an installation can be told from outside. Read once, at start. */
export type Config = {
  production: boolean
  host: string
  port: number
  /** Data folder: database, files, secrets made on first start. */
  home: string
  /** Another PostgreSQL, or undefined for the embedded one. */
  databaseUrl: string | undefined
  /** Where people reach Stoa, without a slash at the end. */
  url: string
  /**
   * Networks of the proxies in front, whose word about a visitor's address is taken: `10.0.0.0/8`,
   * `loopback`. Empty: nobody's.
   */
  proxies: string[]
  /** Signs cookies and tokens; made on first start outside production. */
  secret: string
  /** Secrets of before: they still open what they sealed, until it is sealed anew. */
  secretsBefore: string[]
  /**
   * `sandbox` moves no real money and gives staff a clock they can move; so does `sandbox-razorpay`, which
   * is shaped like Razorpay and takes rupees.
   */
  payments: 'sandbox' | 'sandbox-razorpay' | 'stripe' | 'razorpay'
  stripe: {
    key: string | undefined
    webhookSecret: string | undefined
    connectWebhookSecret: string | undefined
  }
  razorpay: {
    keyId: string | undefined
    keySecret: string | undefined
    webhookSecret: string | undefined
    /** The number of the RazorpayX account that payouts are made from. */
    payoutAccount: string | undefined
  }
  /** How browsers in the room find each other (src/http/rooms). */
  room: {
    /** `stun:host:port`, asked for one's own address. */
    stun: string[]
    /** `turn:host:port` or `turns:…`, through which sound and picture go where nothing else gets through. */
    turn: string[]
    /** Shared with the TURN server (coturn: static-auth-secret). */
    turnSecret: string | undefined
  }
  smtpUrl: string | undefined
  /**
   * Networks of our own that strangers' addresses (receivers of events, calendars) may lead into all the
   * same: `10.1.0.0/16`. Empty: none, and then only the public internet is asked.
   */
  outsideAllowed: string[]
  /** Sender of e-mails. */
  mailFrom: string
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
  /** Loads the demo town into an empty database. */
  demo: boolean
}

/** Everything that is wrong with the configuration, at once. */
export class ConfigFaults extends StartRefused {
  override name = 'ConfigFaults'
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`Stoa cannot start:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.faults = faults
  }
}

type Environment = Record<string, string | undefined>

/** As it was when Stoa began. */
const given: Environment = { ...process.env }

/** The only place where the environment is read. */
export function configFromEnvironment(): Config {
  const config = readConfig(given)
  // Libraries take their own meaning from it: without "production", React serves its slow development build.
  process.env.NODE_ENV ??= 'production'
  return config
}

/** Whether `npm start` began this process: then npm stands between it and the terminal. */
export function startedByNpm(): boolean {
  return given.npm_lifecycle_event !== undefined
}

/** Names of networks that a proxy may stand in. */
const NETWORKS = ['loopback', 'linklocal', 'uniquelocal']
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const

/** Reads and checks the configuration; throws `ConfigFaults` that lists all faults. */
export function readConfig(environment: Environment): Config {
  const faults: string[] = []
  const text = (name: string) => environment[name]?.trim() || undefined
  const oneOf = <const Choices extends readonly string[]>(
    name: string,
    choices: Choices,
    otherwise: Choices[number],
  ) => {
    const value = text(name) ?? otherwise
    if (choices.includes(value)) return value as Choices[number]
    faults.push(`${name} is "${value}"; it must be one of ${choices.join(', ')}`)
    return otherwise
  }
  const address = (name: string, protocols: readonly string[]) => {
    const value = text(name)
    if (!value) return undefined
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol))
      return value.replace(/\/$/, '')
    faults.push(
      `${name} is no address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`,
    )
    return undefined
  }

  const production = text('NODE_ENV') === 'production'
  const portText = text('PORT') ?? '3000'
  const port = Number(portText)
  if (!/^\d+$/.test(portText) || port > 65_535) {
    faults.push(`PORT is "${portText}"; it must be a number from 0 to 65535`)
  }
  const home = resolve(text('STOA_HOME') ?? '.stoa')
  const payments = oneOf(
    'PAYMENTS',
    ['sandbox', 'sandbox-razorpay', 'stripe', 'razorpay'],
    'sandbox',
  )
  const { stripe, razorpay } = keysGiven(text, payments, production, faults)
  const secret = text('STOA_SECRET')
  if (secret && secret.length < 32) faults.push('STOA_SECRET must have at least 32 characters')
  if (production && !secret) {
    faults.push(
      'NODE_ENV is production, so STOA_SECRET must be set: 32 or more random characters, kept private',
    )
  }
  const proxies = (text('TRUSTED_PROXIES') ?? '').split(/[\s,]+/).filter(Boolean)
  for (const proxy of proxies) {
    const [ip, bits = '0'] = proxy.split('/')
    if (NETWORKS.includes(proxy) || (isIP(ip!) && /^\d{1,3}$/.test(bits))) continue
    faults.push(
      `TRUSTED_PROXIES has "${proxy}"; it must hold addresses, networks like 10.0.0.0/8, or ${NETWORKS.join(', ')}`,
    )
  }
  const outsideAllowed = networksGiven(text('OUTSIDE_ALLOWED'), faults)
  const config: Config = {
    production,
    host: text('HOST') ?? (production ? '0.0.0.0' : '127.0.0.1'),
    port,
    home,
    databaseUrl: address('DATABASE_URL', ['postgres:', 'postgresql:', 'socket:']),
    url: address('STOA_URL', ['http:', 'https:']) ?? `http://localhost:${port}`,
    proxies,
    secret: secret ?? '',
    secretsBefore: (text('STOA_SECRET_BEFORE') ?? '').split(/[\s,]+/).filter(Boolean),
    payments,
    stripe,
    razorpay,
    outsideAllowed,
    room: roomGiven(text, faults),
    smtpUrl: address('SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: text('MAIL_FROM') ?? 'Stoa <hello@stoa.example>',
    logLevel: oneOf('LOG_LEVEL', LEVELS, production ? 'info' : 'warn'),
    demo: oneOf('STOA_DEMO', ['on', 'off'], production ? 'off' : 'on') === 'on',
  }
  if (faults.length > 0) throw new ConfigFaults(faults)
  return config
}

/** Where browsers in the room ask their way. */
function roomGiven(text: (name: string) => string | undefined, faults: string[]): Config['room'] {
  const list = (name: string, schemes: string) => {
    const found = (text(name) ?? '').split(/[\s,]+/).filter(Boolean)
    const wrong = found.find((url) => !new RegExp(`^(${schemes}):[^\\s/]+$`).test(url))
    if (wrong)
      faults.push(
        `${name} has "${wrong}"; it must hold addresses like ${schemes.split('|')[0]}:host:3478`,
      )
    return found
  }
  const turn = list('TURN_URLS', 'turn|turns')
  const turnSecret = text('TURN_SECRET')
  if (turn.length > 0 && !turnSecret)
    faults.push(
      'TURN_URLS is set, so TURN_SECRET must be set too: the secret shared with the TURN server',
    )
  return { stun: list('STUN_URLS', 'stun|stuns'), turn, turnSecret }
}

/** Networks of our own that others' addresses may lead into; what is none is a fault. */
function networksGiven(given: string | undefined, faults: string[]): string[] {
  const networks = (given ?? '').split(/[\s,]+/).filter(Boolean)
  for (const network of networks) {
    const [ip, bits = '0'] = network.split('/')
    if (isIP(ip!) && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(ip!) === 6 ? 128 : 32))
      continue
    faults.push(
      `OUTSIDE_ALLOWED has "${network}"; it must hold addresses or networks like 10.1.0.0/16`,
    )
  }
  return networks
}

/** Keys of providers as they are given; what does not fit together, or this house, is a fault. */
function keysGiven(
  text: (name: string) => string | undefined,
  payments: Config['payments'],
  production: boolean,
  faults: string[],
): Pick<Config, 'stripe' | 'razorpay'> {
  const stripe = {
    key: text('STRIPE_KEY'),
    webhookSecret: text('STRIPE_WEBHOOK_SECRET'),
    connectWebhookSecret: text('STRIPE_CONNECT_WEBHOOK_SECRET'),
  }
  if (payments === 'stripe') {
    // Without any, an administrator gives them on the page of providers.
    if (stripe.key && !stripe.webhookSecret)
      faults.push('STRIPE_KEY is set, so STRIPE_WEBHOOK_SECRET must be set too')
    if (production && /^[sr]k_test_/.test(stripe.key ?? ''))
      faults.push('STRIPE_KEY is a test key, and NODE_ENV is production: nobody would be charged')
  } else if (/^[sr]k_live_/.test(stripe.key ?? '')) {
    faults.push('STRIPE_KEY is a live key, and PAYMENTS is sandbox: the sandbox refuses live keys')
  }
  const razorpay = {
    keyId: text('RAZORPAY_KEY_ID'),
    keySecret: text('RAZORPAY_KEY_SECRET'),
    webhookSecret: text('RAZORPAY_WEBHOOK_SECRET'),
    payoutAccount: text('RAZORPAY_PAYOUT_ACCOUNT'),
  }
  if (payments === 'razorpay' && razorpay.keyId) {
    for (const name of ['RAZORPAY_KEY_SECRET', 'RAZORPAY_WEBHOOK_SECRET'])
      if (!text(name)) faults.push(`RAZORPAY_KEY_ID is set, so ${name} must be set too`)
    if (production && razorpay.keyId.startsWith('rzp_test_'))
      faults.push(
        'RAZORPAY_KEY_ID is of a test key, and NODE_ENV is production: nobody would be charged',
      )
  } else if (razorpay.keyId?.startsWith('rzp_live_')) {
    faults.push('RAZORPAY_KEY_ID is of a live key, and PAYMENTS is another provider')
  }
  return { stripe, razorpay }
}

/** The secret given, or the one this installation made for itself when it first started. */
export function secretOf(config: Config): string {
  if (config.secret) return config.secret
  const file = resolve(config.home, 'secret')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  mkdirSync(config.home, { recursive: true })
  const made = randomBytes(32).toString('hex')
  // Whole or not at all: cut off half-way, a shorter secret would be taken for the secret ever after.
  const half = `${file}.${process.pid}`
  writeFileSync(half, `${made}\n`, { mode: 0o600 })
  renameSync(half, file)
  return made
}
