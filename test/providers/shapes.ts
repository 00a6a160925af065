import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'

/** Published descriptions, cut to what we ask (NOTICE.md). */
const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`specs/${name}.json`, import.meta.url), 'utf8'))
const TWILIO = read('twilio')
const SENDGRID = read('sendgrid')

const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: 'array' })
formats.default(ajv)
for (const name of ['phone-number', 'date-time-rfc-2822', 'currency', 'uri-map'])
  ajv.addFormat(name, name === 'phone-number' ? /^(whatsapp:)?\+\d{6,15}$/ : true)
ajv.addSchema(TWILIO, 'twilio')
ajv.addSchema(SENDGRID, 'sendgrid')

const pointer = (...way: string[]) =>
  way.map((part) => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'))).join('/')
const ACCOUNT = '/2010-04-01/Accounts/{AccountSid}'

const exact = (properties: Record<string, unknown>, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
const words = { type: 'string', minLength: 1 }
const digits = { type: 'string', pattern: '^[1-9][0-9]{6,14}$' }

/** By what each request must be shaped like. */
const SCHEMAS = {
  'twilio message': {
    $ref: `twilio#/${pointer('paths', `${ACCOUNT}/Messages.json`, 'post', 'requestBody', 'content', 'application/x-www-form-urlencoded', 'schema')}`,
  },
  'twilio answer': { $ref: 'twilio#/components/schemas/api.v2010.account.message' },
  'sendgrid letter': {
    $ref: `sendgrid#/${pointer('components', 'requestBodies', 'PostMailSend', 'content', 'application/json', 'schema')}`,
  },
  'msg91 flow': exact(
    {
      template_id: words,
      short_url: { enum: ['0', '1'] },
      sender: { type: 'string', pattern: '^[A-Za-z0-9]{3,6}$' },
      recipients: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          properties: { mobiles: digits },
          required: ['mobiles'],
          additionalProperties: { type: 'string', maxLength: 40 },
        },
      },
    },
    ['template_id', 'recipients'],
  ),
  'gupshup form': exact(
    {
      channel: { const: 'whatsapp' },
      source: digits,
      'src.name': words,
      destination: digits,
      message: words,
      template: words,
    },
    ['channel', 'source', 'src.name', 'destination'],
  ),
  'gupshup template': exact({ id: words, params: { type: 'array', items: { type: 'string' } } }),
  'gupshup message': {
    type: 'object',
    required: ['type'],
    properties: { type: { enum: ['text', 'image', 'file', 'audio', 'video', 'quick_reply'] } },
  },
  'whatsapp message': {
    type: 'object',
    required: ['messaging_product', 'to', 'type'],
    properties: {
      messaging_product: { const: 'whatsapp' },
      recipient_type: { const: 'individual' },
      to: digits,
      biz_opaque_callback_data: { type: 'string', maxLength: 512 },
      type: { enum: ['text', 'template', 'image', 'document', 'video', 'audio', 'interactive'] },
      text: exact({ body: { ...words, maxLength: 4096 }, preview_url: { type: 'boolean' } }),
      template: exact({
        name: words,
        language: exact({ code: { type: 'string', pattern: '^[a-z]{2,3}(_[A-Z]{2})?$' } }),
        components: { type: 'array' },
      }),
      interactive: { type: 'object' },
      image: { type: 'object' },
      document: { type: 'object' },
      video: { type: 'object' },
      audio: { type: 'object' },
    },
    additionalProperties: false,
  },
  'ses letter': exact(
    {
      FromEmailAddress: words,
      Destination: exact({
        ToAddresses: { type: 'array', items: { type: 'string' }, minItems: 1 },
      }),
      ReplyToAddresses: { type: 'array', items: { type: 'string' } },
      Content: {
        type: 'object',
        oneOf: [
          exact({
            Simple: exact(
              {
                Subject: exact({ Data: words, Charset: words }),
                Body: { type: 'object', minProperties: 1 },
                Headers: {
                  type: 'array',
                  maxItems: 15,
                  items: exact({ Name: words, Value: words }),
                },
              },
              ['Subject', 'Body'],
            ),
          }),
          exact({ Raw: exact({ Data: words }) }),
        ],
      },
      EmailTags: {
        type: 'array',
        items: exact({
          Name: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,256}$' },
          Value: { type: 'string', pattern: '^[A-Za-z0-9_.@-]{1,256}$' },
        }),
      },
      ConfigurationSetName: words,
      TenantName: words,
    },
    ['FromEmailAddress', 'Destination', 'Content'],
  ),
} as const

const compiled = new Map<string, ReturnType<typeof ajv.compile>>()

/** What is wrong with the shape of something; undefined: nothing. */
export function wrongShape(name: keyof typeof SCHEMAS, given: unknown): string | undefined {
  const check = compiled.get(name) ?? ajv.compile(SCHEMAS[name])
  compiled.set(name, check)
  return check(structuredClone(given)) ? undefined : `${name}: ${ajv.errorsText(check.errors)}`
}
