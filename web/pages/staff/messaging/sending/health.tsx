import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { Answer } from '../../../../api/types.ts'
import { Chart } from '../../../../components/Chart.tsx'
import { DataTable } from '../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { attempt, keepOnFailure } from '../../../../components/deeds.ts'
import { FactList } from '../../../../components/FactList.tsx'
import { DeedButton, SelectField, TextField } from '../../../../components/fields.tsx'
import { Instant } from '../../../../components/Instant.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../../components/states.tsx'
import { Tag, type Tone } from '../../../../components/Tag.tsx'
import { useReader } from '../../../../format/reader.tsx'
import { WAY } from '../../../messaging/log/message-words.ts'

type Health = Answer<'/api/message-routes'>
type Route = Health['routes'][number]

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Health of sending · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  return context.get(apiOf).get<Health>('/api/message-routes', { hours: 24 })
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const route = String(form.get('route'))
  const manual = String(form.get('manual'))
  return attempt(`set ${route}`, async () => {
    await context.get(apiOf).put(`/api/message-routes/${route}`, {
      manual: manual === 'by itself' ? null : manual,
      restingWeight: Number(form.get('restingWeight')),
      reason: String(form.get('reason') ?? ''),
    })
    return { said: 'It counts from the next message on.' }
  })
}

/** What a way does now, in a word. */
function stateOf(route: Route): [string, Tone] {
  if (!route.active) return ['Provider is off', 'plain']
  if (route.manual === 'off') return ['Off by hand', 'attention']
  if (route.manual === 'on') return ['On by hand', 'attention']
  if (route.breaker === 'open') return ['Broken', 'bad']
  if (route.metered && route.stock === 0) return ['No stock', 'bad']
  return ['Works', 'good']
}

const percent = (part: number, whole: number, locale: string) =>
  whole === 0
    ? '–'
    : `${((part * 100) / whole).toLocaleString(locale, { maximumFractionDigits: 1 })}\u00a0%`

/** How every way through a provider does, and the hand on it. */
export default function HealthPage() {
  const { routes, hours, changes, owed } = useLoaderData<typeof loader>()
  const names = new Map(routes.map(({ provider, name }) => [provider, name]))
  return (
    <>
      <PageHead
        title="Health of sending"
        lead="Each way through a provider in the last 24 hours. Traffic shifts away from ways that fail or are slow, and comes back by itself."
      />
      <div className="stack-wide">
        {owed.length > 0 && (
          <Panel
            title="Used, and not in our books"
            note="What customers pay is booked. The cost follows when the purchase is received."
          >
            <FactList
              facts={owed.map(({ provider, asset, quantity, since }) => [
                `${names.get(provider) ?? provider}, ${asset}`,
                <span key={provider + asset}>
                  {quantity} since <Instant at={since} as="short-moment" />
                </span>,
              ])}
            />
          </Panel>
        )}
        <HoursChart hours={hours} />
        <Ways routes={routes} />
        <Changes changes={changes} />
      </div>
    </>
  )
}

function HoursChart({ hours }: { hours: Health['hours'] }) {
  const { locale, zone } = useReader()
  if (hours.length === 0) return null
  const byHour = Map.groupBy(hours, ({ hour }) => hour)
  const label = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  })
  const sum = (own: typeof hours, of: (one: (typeof hours)[number]) => number) =>
    own.reduce((total, one) => total + of(one), 0)
  return (
    <Chart
      title="Calls of providers, by the hour"
      note="Taken or refused for what they were; failed there; and those that nobody knows of"
      kind="bar"
      along="Hour"
      series={[
        { name: 'fine', label: 'Answered', tone: 'good' },
        { name: 'errors', label: 'Failed there', tone: 'warm' },
        { name: 'unknown', label: 'Not known', tone: 'soft' },
      ]}
      points={[...byHour].map(([hour, own]) => {
        const errors = sum(own, (one) => one.errors)
        const unknown = sum(own, (one) => one.unknown)
        const fine = sum(own, ({ calls }) => calls) - errors - unknown
        return { x: label.format(new Date(hour)), fine, errors, unknown }
      })}
    />
  )
}

/** `₹0.15`, `₹0.1234`: as many places as say something, two at least. */
const finest = ({ amount, currency }: NonNullable<Route['unitCost']>, locale: string) =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: 8,
  }).format(amount as unknown as number)

/** What staff or the breaker say of a way, beside its state. */
function Remark({ route }: { route: Route }) {
  if (route.manual) return <span className="soft small">{route.manualWhy}</span>
  if (route.breaker !== 'open') return null
  return (
    <span className="soft small">
      It last said: {route.brokenWhy}. One message tries it at{' '}
      {route.probeAt ? <Instant at={route.probeAt} as="short-moment" /> : 'once'}.
    </span>
  )
}

/** Every way in one table, so that they can be compared, with the hand on each. */
function Ways({ routes }: { routes: Route[] }) {
  const { locale } = useReader()
  const nameOf = ({ way, name }: Route) => `${WAY[way]} through ${name}`
  return (
    <Panel title="Ways" note="Of the last 24 hours; share and stock as they are now.">
      <DataTable
        caption="Ways through providers"
        rows={routes}
        keyOf={({ way, provider }) => `${way}/${provider}`}
        columns={[
          { head: 'Way', title: true, cell: nameOf },
          {
            head: 'State',
            cell: (route) => {
              const [word, tone] = stateOf(route)
              return (
                <>
                  <Tag tone={tone}>{word}</Tag> <Remark route={route} />
                </>
              )
            },
          },
          {
            head: 'Answered',
            numeric: true,
            cell: ({ calls, errors, unknown }) =>
              calls === 0
                ? '–'
                : `${percent(calls - errors - unknown, calls, locale)} of\u00a0${calls.toLocaleString(locale)}`,
          },
          {
            head: 'A call takes',
            numeric: true,
            cell: ({ tookMs, slowestMs }) =>
              tookMs === null ? '–' : `${tookMs}\u00a0ms, at\u00a0most\u00a0${slowestMs}`,
          },
          {
            head: 'Delivered',
            numeric: true,
            cell: ({ delivered, failed, deliverySeconds }) =>
              `${percent(delivered, delivered + failed, locale)}${deliverySeconds === null ? '' : ` in\u00a0${deliverySeconds}\u00a0s`}`,
          },
          {
            head: 'A unit costs',
            numeric: true,
            cell: ({ unitCost }) => (unitCost ? finest(unitCost, locale) : '–'),
          },
          {
            head: 'Stock',
            numeric: true,
            cell: ({ stock }) => (stock === null ? 'none' : stock.toLocaleString(locale)),
          },
          {
            head: 'Share',
            numeric: true,
            cell: ({ weight, restingWeight }) => `${weight}\u00a0of\u00a0${restingWeight}`,
          },
          {
            head: 'Gets now',
            numeric: true,
            cell: ({ share }) => (share === null ? '–' : `${share}\u00a0%`),
          },
          {
            head: 'Change it',
            cell: (route) => <ChangeWay key={route.manual} route={route} name={nameOf(route)} />,
          },
        ]}
        empty={
          <EmptyState title="No ways yet">
            They appear with the first message that is to leave.
          </EmptyState>
        }
      />
    </Panel>
  )
}

function ChangeWay({ route, name }: { route: Route; name: string }) {
  return (
    <details>
      <summary className="nowrap" aria-label={`Change ${name}`}>
        Change
      </summary>
      <DeedForm intent={`set ${route.way}/${route.provider}`} className="stack">
        <input type="hidden" name="route" value={`${route.way}/${route.provider}`} />
        <SelectField
          name="manual"
          label="This way is"
          defaultValue={route.manual ?? 'by itself'}
          data={[
            { value: 'by itself', label: 'on and off by itself' },
            { value: 'on', label: 'always on' },
            { value: 'off', label: 'off' },
          ]}
        />
        <TextField
          name="restingWeight"
          label="Its share, 0 to 100"
          type="number"
          min={0}
          max={100}
          defaultValue={String(route.restingWeight)}
        />
        <TextField name="reason" label="Why" required minLength={3} maxLength={500} />
        <div>
          <DeedButton size="compact-sm" aria-label={`Set ${name}`}>
            Set
          </DeedButton>
        </div>
      </DeedForm>
    </details>
  )
}

const WHAT: Record<Health['changes'][number]['what'], string> = {
  weight: 'Share',
  broken: 'Broken',
  mended: 'Works again',
  manual: 'By hand',
  setting: 'Setting',
}

function Changes({ changes }: { changes: Health['changes'] }) {
  return (
    <Panel title="What changed">
      <DataTable
        caption="Changes of ways, the latest first"
        rows={changes}
        keyOf={({ id }) => id}
        columns={[
          { head: 'When', title: true, cell: ({ at }) => <Instant at={at} as="short-moment" /> },
          { head: 'Way', cell: ({ way, name }) => `${WAY[way]}, ${name}` },
          {
            head: 'What',
            cell: ({ what, was, now }) =>
              what === 'weight' || what === 'setting'
                ? `${WHAT[what]} ${was ?? '–'} → ${now ?? '–'}`
                : WHAT[what],
          },
          { head: 'Why', cell: ({ why }) => why },
        ]}
        empty={<EmptyState title="Nothing changed yet">All ways have their shares.</EmptyState>}
      />
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
