import { Alert } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { PlanTerms, PlanVersions } from '../../../api/operating.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { counted } from '../../../format/words.ts'
import styles from './plan.module.css'

export const clientAction = keepOnFailure
export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `${loaderData?.sold.items[0]?.terms.name ?? 'A plan'} · Stoa` },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const path = `/api/plans/${params.code}/versions`
  return { code: params.code ?? '', sold: await context.get(apiOf).get<PlanVersions>(path) }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    if (intent === 'sell') {
      await api.post(`/api/plans/${params.code}/versions`, termsOf(form))
      return { said: 'Sold like this from now on. Whoever has an older version keeps it.' }
    }
    const path = `/api/plans/versions/${text(form, 'version')}/move`
    const { asked, staying } = await api.post<{ asked: number; staying: number }>(path)
    const stay =
      staying > 0 ? ` ${staying} stay: they leave, change by themselves, or it is not sold so.` : ''
    return {
      said: `${counted(asked, 'subscriber')} move with their next period, and are told.${stay}`,
    }
  })
}

const whole = (form: FormData, name: string) => Number(text(form, name) || '0')

/** What the form says; empty prices are not sold. */
function termsOf(form: FormData): PlanTerms {
  const unused = text(form, 'unused') as PlanTerms['unused']
  const rows = Array.from({ length: whole(form, 'rows') }, (_, row) => `price-${row}`)
  return {
    name: text(form, 'name'),
    says: text(form, 'says'),
    credits: whole(form, 'credits'),
    unused,
    rollMonths: unused === 'roll' ? whole(form, 'rollMonths') : null,
    trialDays: whole(form, 'trialDays'),
    prices: rows
      .filter((row) => text(form, row) !== '')
      .map((row) => ({
        every: text(form, `${row}-every`) === 'year' ? 'year' : 'month',
        price: { amount: text(form, row), asset: text(form, `${row}-currency`).toUpperCase() },
        access: text(form, `${row}-access`) || text(form, row),
      })),
    included: (['class', 'conversation'] as const)
      .map((kind) => ({
        kind,
        sessions: whole(form, `included-${kind}`),
        unlimited: form.get(`unlimited-${kind}`) === 'on',
      }))
      .filter(({ sessions }) => sessions > 0),
    features: form.getAll('feature').map(String),
    limits: Object.fromEntries(
      [...form.keys()]
        .filter((name) => name.startsWith('limit:'))
        .map((name) => [name.slice('limit:'.length), whole(form, name)]),
    ),
  }
}

/** One plan for the operator: its versions, who has them, and its terms to edit. */
export default function PlanPage() {
  const { code, sold } = useLoaderData<typeof loader>()
  const [now, ...older] = sold.items
  if (!now) return null
  const kept = older.reduce((sum, { subscribers }) => sum + subscribers, 0)
  return (
    <>
      <PageHead
        title={now.terms.name}
        lead={`${code}, version ${now.version}. Editing sells a new version; whoever has an older one keeps it until you move them.`}
        deeds={<Link to="/operate/plans">All plans</Link>}
      />
      <div className="stack-wide">
        {kept > 0 && (
          <Alert
            color="attention"
            variant="light"
            title={`${counted(kept, 'subscriber')} on older versions`}
          >
            They pay what they agreed to. Moving changes their next period, and tells them before.
          </Alert>
        )}
        <Panel title="Versions">
          <DataTable
            caption="Versions of the plan, the newest first"
            rows={sold.items}
            keyOf={({ id }) => id}
            columns={[
              {
                head: 'Version',
                title: true,
                cell: ({ version, onSaleUntil }) => (
                  <>
                    {version} {!onSaleUntil && <Tag tone="good">on sale</Tag>}
                  </>
                ),
              },
              {
                head: 'Sold from',
                cell: ({ onSaleFrom }) => <Instant at={onSaleFrom} as="short-day" />,
              },
              {
                head: 'A month',
                numeric: true,
                cell: ({ terms }) => {
                  const price = terms.prices.find(({ every }) => every === 'month')?.price
                  return price ? <Amount value={price} /> : 'Free'
                },
              },
              {
                head: 'Credits',
                numeric: true,
                wideOnly: true,
                cell: ({ terms }) => terms.credits,
              },
              { head: 'Have it', numeric: true, cell: ({ subscribers }) => subscribers },
              {
                head: 'Moving',
                numeric: true,
                wideOnly: true,
                cell: ({ moving }) => moving,
              },
              {
                head: 'To the one on sale',
                cell: ({ id, onSaleUntil, subscribers, moving }) =>
                  onSaleUntil &&
                  subscribers > moving && (
                    <DeedForm intent={`move-${id}`}>
                      <input type="hidden" name="version" value={id} />
                      <DeedButton size="xs" variant="outline">
                        Move them
                      </DeedButton>
                    </DeedForm>
                  ),
              },
            ]}
          />
        </Panel>
        <Editing key={now.id} sold={sold} />
      </div>
    </>
  )
}

function Editing({ sold }: { sold: PlanVersions }) {
  const { terms } = sold.items[0]!
  const free = terms.prices.length === 0
  const built = sold.features.filter((one) => one.built)
  const waiting = sold.features.filter((one) => !one.built)
  return (
    <Panel title="Sell it on other terms">
      <DeedForm intent="sell" className="stack-wide">
        <div className={styles.fields}>
          <TextField name="name" label="Name" defaultValue={terms.name} required maxLength={40} />
          <TextField
            name="says"
            label="In a few words"
            defaultValue={terms.says}
            required
            maxLength={140}
          />
          {!free && (
            <>
              <TextField
                name="credits"
                label="Credits a month"
                inputMode="numeric"
                defaultValue={terms.credits}
              />
              <TextField
                name="trialDays"
                label="Days to try it"
                inputMode="numeric"
                defaultValue={terms.trialDays}
              />
              <SelectField
                name="unused"
                label="Credits that were not used"
                defaultValue={terms.unused}
                data={[
                  { value: 'expire', label: 'end with their month' },
                  { value: 'roll', label: 'live some months longer' },
                  { value: 'keep', label: 'are kept' },
                ]}
              />
              <TextField
                name="rollMonths"
                label="Months longer"
                inputMode="numeric"
                defaultValue={terms.rollMonths ?? ''}
              />
            </>
          )}
          {free && <input type="hidden" name="unused" value={terms.unused} />}
        </div>
        {!free && <Prices prices={terms.prices} />}
        <Included terms={terms} />
        <fieldset className={styles.group}>
          <legend>What it opens</legend>
          {built.map(({ name, says }) => (
            <label key={name} className={styles.check}>
              <input
                type="checkbox"
                name="feature"
                value={name}
                defaultChecked={terms.features.includes(name)}
              />
              {says}
            </label>
          ))}
          {waiting.length > 0 && (
            <p className="small soft">
              Not built yet, so not sold: {waiting.map(({ says }) => says).join(' · ')}.
            </p>
          )}
        </fieldset>
        <div className={styles.fields}>
          {sold.limits
            .filter((limit) => limit.built)
            .map(({ name, says }) => (
              <TextField
                key={name}
                name={`limit:${name}`}
                label={says}
                inputMode="numeric"
                defaultValue={terms.limits[name] ?? 0}
              />
            ))}
        </div>
        <div>
          <DeedButton>Sell it like this from now on</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

/** Prices that are there, and two empty lines for more. */
function Prices({ prices }: { prices: PlanTerms['prices'] }) {
  const rows = [...prices, undefined, undefined]
  return (
    <fieldset className={styles.group}>
      <legend>Prices, by interval and currency</legend>
      <input type="hidden" name="rows" value={rows.length} />
      {rows.map((one, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a form have no name but their place
        <div key={row} className={styles.price}>
          <SelectField
            name={`price-${row}-every`}
            label="Each"
            defaultValue={one?.every ?? 'month'}
            data={['month', 'year']}
          />
          <TextField
            name={`price-${row}-currency`}
            label="Currency"
            defaultValue={one?.price.asset ?? ''}
            maxLength={3}
          />
          <TextField
            name={`price-${row}`}
            label="Price"
            inputMode="decimal"
            defaultValue={one?.price.amount ?? ''}
          />
          <TextField
            name={`price-${row}-access`}
            label="Of it, access"
            inputMode="decimal"
            defaultValue={one?.access ?? ''}
          />
        </div>
      ))}
      <p className="small soft">
        Access is what the plan is worth without its credits; the rest is what its credits cost. An
        empty price is not sold.
      </p>
    </fieldset>
  )
}

function Included({ terms }: { terms: PlanTerms }) {
  const kinds = [
    ['class', 'Classes included a month'],
    ['conversation', 'Conversations included a month'],
  ] as const
  return (
    <fieldset className={styles.group}>
      <legend>Included sessions</legend>
      {kinds.map(([kind, label]) => {
        const one = terms.included.find((included) => included.kind === kind)
        return (
          <div key={kind} className={styles.price}>
            <TextField
              name={`included-${kind}`}
              label={label}
              inputMode="numeric"
              defaultValue={one?.sessions ?? 0}
            />
            <label className={styles.check}>
              <input type="checkbox" name={`unlimited-${kind}`} defaultChecked={one?.unlimited} />
              called unlimited: the number is the fair use
            </label>
          </div>
        )
      })}
    </fieldset>
  )
}

export const ErrorBoundary = () => <PageError who="finance" />
