import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ConfigFaults, readConfig, secretOf } from './config.ts'

const faultsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigFaults)
    return error.faults
  }
}

test('with nothing set, Stoa is a sandbox on port 3000 of this machine', () => {
  const config = readConfig({})
  assert.deepEqual(
    [config.production, config.host, config.port, config.url, config.payments, config.demo],
    [false, '127.0.0.1', 3000, 'http://localhost:3000', 'sandbox', true],
  )
  assert.match(config.home, /\.stoa$/)
})

test('every setting is read', () => {
  const config = readConfig({
    NODE_ENV: 'production',
    PORT: '8080',
    HOST: '10.0.0.1',
    STOA_HOME: '/srv/stoa',
    STOA_SECRET: 'x'.repeat(32),
    STOA_URL: 'https://learn.example/',
    DATABASE_URL: 'postgresql://db.example/stoa',
    PAYMENTS: 'stripe',
    STRIPE_KEY: 'sk_live_x',
    STRIPE_WEBHOOK_SECRET: 'whsec_x',
    SMTP_URL: 'smtps://mail.example',
    MAIL_FROM: 'Learn <hi@learn.example>',
    LOG_LEVEL: 'error',
  })
  assert.deepEqual(
    [config.production, config.host, config.port, config.home, config.url, config.payments],
    [true, '10.0.0.1', 8080, '/srv/stoa', 'https://learn.example', 'stripe'],
  )
  assert.deepEqual(
    [config.databaseUrl, config.smtpUrl, config.mailFrom, config.logLevel, config.demo],
    [
      'postgresql://db.example/stoa',
      'smtps://mail.example',
      'Learn <hi@learn.example>',
      'error',
      false,
    ],
  )
})

test('all faults are told at once', () => {
  const faults = faultsOf({
    NODE_ENV: 'production',
    PORT: 'ninety',
    DATABASE_URL: 'mysql://db',
    PAYMENTS: 'cash',
    SMTP_URL: 'mail.example',
    LOG_LEVEL: 'loud',
  })
  const names = ['PORT', 'DATABASE_URL', 'PAYMENTS', 'SMTP_URL', 'LOG_LEVEL', 'STOA_SECRET']
  for (const name of names)
    assert.ok(
      faults.some((fault) => fault.includes(name)),
      name,
    )
})

const refused: [Record<string, string>, RegExp][] = [
  [{ PORT: '70000' }, /PORT is "70000"/],
  [{ PORT: '-1' }, /PORT is "-1"/],
  [{ STOA_SECRET: 'short' }, /at least 32 characters/],
  [{ NODE_ENV: 'production' }, /STOA_SECRET must be set/],
  [{ PAYMENTS: 'stripe', STRIPE_KEY: 'sk_live_x' }, /STRIPE_WEBHOOK_SECRET must be set/],
  [
    { PAYMENTS: 'stripe', STRIPE_KEY: 'sk_test_x', NODE_ENV: 'production' },
    /STRIPE_KEY is a test key, and NODE_ENV is production/,
  ],
  [{ PAYMENTS: 'razorpay', RAZORPAY_KEY_ID: 'rzp_test_x' }, /RAZORPAY_KEY_SECRET must be set/],
  [{ RAZORPAY_KEY_ID: 'rzp_live_x' }, /RAZORPAY_KEY_ID is of a live key/],
  [{ STRIPE_KEY: 'sk_live_x' }, /the sandbox refuses live keys/],
  [{ TRUSTED_PROXIES: '10.0.0.0/8, everybody' }, /TRUSTED_PROXIES has "everybody"/],
]
for (const [environment, words] of refused) {
  test(`refused: ${JSON.stringify(environment)}`, () => {
    assert.match(faultsOf(environment).join('\n'), words)
  })
}

test('an installation makes its secret once, and others cannot read it', () => {
  const home = mkdtempSync(join(tmpdir(), 'stoa-secret-'))
  const config = { ...readConfig({}), home: join(home, 'new') }
  const secret = secretOf(config)
  assert.match(secret, /^[0-9a-f]{64}$/)
  assert.equal(secretOf(config), secret)
  assert.equal(statSync(join(config.home, 'secret')).mode & 0o777, 0o600)
  assert.equal(secretOf({ ...config, secret: 'given' }), 'given')
  rmSync(home, { recursive: true })
})
