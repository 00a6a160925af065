import { newId, toJson } from '#base'
import { ASSET_OF, type Content } from '../../message.ts'
import type { Adapter, Given } from '../adapter.ts'
import { refuse } from '../problems.ts'
import { type Outgoing, ProviderFault, type Submitted, type Told } from '../provider.ts'
import { type Scenario, scenarioOf } from './scenarios.ts'
import { toldOf } from './telling.ts'

const FAULTS: Partial<Record<Scenario, () => ProviderFault>> = {
  'out-of-credit': () =>
    new ProviderFault('out_of_credit', 'out_of_stock', 'The balance there is used up.'),
  'invalid-number': () =>
    new ProviderFault('invalid_number', 'bad_recipient', 'The address is not valid.'),
  'opted-out': () => new ProviderFault('opted_out', 'no_consent', 'They have opted out.'),
  'window-closed': () =>
    new ProviderFault('window_closed', 'window_closed', 'Only a template may go.'),
}
const slowDown = () => new ProviderFault('slow_down', 'retry', 'Too many at once.', 2_000)
const broken = () => new ProviderFault('broken', 'retry', 'Something is wrong there.')
const noAnswer = () => new ProviderFault('no_answer', 'unknown', 'It did not answer in time.')

/**
 * Delivers into an outbox that everybody on staff can see, and plays what providers do: every call is a
 * row there, so that what went out twice is seen twice. It tells of each by notices, like any other.
 */
export function sandbox({ id: provider, settings, db, now }: Given): Adapter {
  const { latencyMs = '0', reportSeconds = '2', behaviour = 'works' } = settings
  const keep = async (
    outgoing: Outgoing,
    scenario: Scenario,
    refused: ProviderFault | undefined,
    told: readonly Told[],
  ) => {
    const ref = newId()
    const { id: attempt, message, to, category, content } = outgoing
    await db`
      with sent as (
        insert into messaging.sandbox_message
          (id, provider_id, attempt, message, way, to_address, category, units, scenario, taken, refused, content, at)
        values (${ref}, ${provider}, ${attempt}, ${message}, ${content.way}, ${to}, ${category},
                ${unitsOf(content)}, ${scenario}, ${!refused}, ${refused?.code}, ${toJson(content)}::jsonb, ${now()}))
      insert into messaging.sandbox_report (id, provider_id, due_at, body)
      select t.id, ${provider}, t.due_at, t.body::jsonb
        from unnest(${told.map(() => newId())}::uuid[],
                    ${told.map((one) => one.at.toString())}::timestamptz[],
                    ${told.map((one) => toJson({ ...one, ref: 'ref' in one ? ref : undefined }))}::text[]) as t (id, due_at, body)`
    return ref
  }
  return {
    async send(outgoing, signal): Promise<Submitted> {
      if (behaviour === 'unreachable')
        throw new ProviderFault('unreachable', 'fail_over', 'It could not be reached.')
      const { content } = outgoing
      const scenario = scenarioOf(content.way, outgoing.to)
      const fault = await faultOf(behaviour, scenario, () => callsFor(db, outgoing.message))
      const told = fault ? [] : toldOf(outgoing, scenario, Number(reportSeconds), now())
      if (scenario === 'lost') {
        await ended(signal)
        throw noAnswer()
      }
      const ref = await keep(outgoing, scenario, fault, told)
      if (Number(latencyMs) > 0) await pause(Number(latencyMs), signal)
      if (fault) throw fault
      if (scenario === 'hangs' || behaviour === 'hangs') {
        await ended(signal)
        throw noAnswer()
      }
      return { ref, segments: unitsOf(content) }
    },
    async balance() {
      return db<{ asset: string; amount: string }>`
        select r.asset, (r.bought - coalesce(u.used, 0))::text as amount
          from (select asset, sum(quantity) as bought from messaging.sandbox_recharge
                 where provider_id = ${provider} group by asset) r
          left join (select way, sum(units) as used from messaging.sandbox_message
                      where provider_id = ${provider} and taken group by way) u
            on r.asset = case u.way when 'sms' then ${ASSET_OF.sms} when 'whatsapp' then ${ASSET_OF.whatsapp} else ${ASSET_OF.email} end
         order by r.asset`
    },
    check() {},
    tell: ({ body }) => read(body),
  }
}

async function faultOf(
  behaviour: string,
  scenario: Scenario,
  calls: () => Promise<number>,
): Promise<ProviderFault | undefined> {
  if (behaviour === 'broken') return broken()
  if (behaviour === 'slow_down') return slowDown()
  if (behaviour === 'out_of_credit') return FAULTS['out-of-credit']!()
  if (scenario === 'slow-down' && (await calls()) < 1) return slowDown()
  if (scenario === 'broken' && (await calls()) < 2) return broken()
  return FAULTS[scenario]?.()
}

async function callsFor(db: Given['db'], message: string): Promise<number> {
  const [row] = await db<{ calls: number }>`
    select count(*)::int as calls from messaging.sandbox_message where message = ${message}`
  return row!.calls
}

/** Segments are counted elsewhere; the sandbox counts as roughly as some providers do. */
function unitsOf(content: Content): number {
  if (content.way !== 'sms') return 1
  const wide = /[^\n\r\x20-\x7e]/.test(content.text)
  const [one, more] = wide ? [70, 67] : [160, 153]
  return content.text.length <= one ? 1 : Math.ceil(content.text.length / more)
}

const ended = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** Waits, unless the caller's patience ends before. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const given = () => {
      clearTimeout(timer)
      reject(noAnswer())
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', given)
      resolve()
    }, ms)
    if (signal.aborted) given()
    else signal.addEventListener('abort', given, { once: true })
  })
}

/** What the sandbox tells is written as it is read, but for its hours. */
function read(body: Buffer): Told[] {
  try {
    const said = JSON.parse(body.toString('utf8')) as (Record<string, unknown> & { at: string })[]
    return said.map((one) => ({ ...one, at: Temporal.Instant.from(one.at) }) as unknown as Told)
  } catch {
    throw refuse('notice_unreadable')
  }
}
