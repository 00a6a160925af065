import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { JoiningRules, Referral, Referrals } from '../../../api/joining.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { ChoiceFilter } from '../../../components/Filters.tsx'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { personOf } from '../../../visitor.ts'
import styles from '../money/prices.module.css'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Educators brought by educators · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const person = await personOf(context)
  const asked = new URL(request.url).searchParams
  const [referrals, rules] = await Promise.all([
    api.get<Referrals>('/api/referrals', {
      state: asked.get('state'),
      cursor: asked.get('cursor'),
      limit: 40,
    }),
    api.get<JoiningRules>('/api/joining-rules'),
  ])
  const sets = person.staffRoles.some((role) => role === 'admin' || role === 'finance')
  return { referrals, rules, sets }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const whole = (name: string) => Number(text(form, name))
  return attempt(intent, async () => {
    if (intent !== 'rules') {
      const pays = text(form, 'pays') === 'yes'
      await api.deed(`/api/referrals/${text(form, 'person')}/decide`, text(form, 'key'), {
        pays,
        reason: text(form, 'reason'),
      })
      return { said: pays ? 'Paid: it is a line of their next payout.' : 'Refused.' }
    }
    const asset = text(form, 'asset')
    await api.patch('/api/joining-rules', {
      transitionMonths: whole('transitionMonths'),
      noticeDays: whole('noticeDays'),
      invitationDays: whole('invitationDays'),
      referralBonus: { amount: text(form, 'referralBonus'), asset },
      referralSessions: whole('referralSessions'),
      referralDays: whole('referralDays'),
      cardFeeRate: Math.round(Number(text(form, 'cardFeeRate')) * 100),
      cardFeeFixed: { amount: text(form, 'cardFeeFixed'), asset },
    })
    return { said: 'They count from now on.' }
  })
}

const STATES = {
  open: ['attention', 'On the way'],
  rewarded: ['good', 'Paid'],
  'held back': ['bad', 'Held back'],
  refused: ['plain', 'Refused'],
  lapsed: ['plain', 'Came to nothing'],
} as const

/** Who was brought by whom, and the rules of how educators come here. */
export default function ReferralsPage() {
  const { referrals, rules, sets } = useLoaderData<typeof loader>()
  const waiting = referrals.items.filter(({ state }) => state === 'held back')
  return (
    <>
      <PageHead
        title="Educators brought by educators"
        lead="Each hands on a code of their own. Their bonus is paid once whoever they brought has held enough sessions in time."
      />
      <div className="stack-wide">
        {sets && waiting.map((one) => <Decide key={one.id} one={one} />)}
        <Panel
          title="Who brought whom"
          side={
            <ChoiceFilter
              name="state"
              label="State"
              choices={[
                { value: '', label: 'All' },
                ...Object.entries(STATES).map(([value, [, label]]) => ({ value, label })),
              ]}
            />
          }
        >
          <DataTable
            caption="Referrals"
            rows={referrals.items}
            keyOf={({ id }) => id}
            columns={[
              {
                head: 'Who',
                title: true,
                cell: ({ id, name }) => <Link to={`/operate/people/${id}`}>{name}</Link>,
              },
              {
                head: 'Brought by',
                cell: ({ referrer }) => (
                  <Link to={`/operate/educators/${referrer.id}`}>{referrer.name}</Link>
                ),
              },
              {
                head: 'Said on',
                cell: ({ claimedAt }) => <Instant at={claimedAt} as="short-day" />,
              },
              {
                head: 'Teaches since',
                cell: ({ enrolledAt }) => enrolledAt && <Instant at={enrolledAt} as="short-day" />,
              },
              {
                head: 'Sessions held',
                numeric: true,
                cell: ({ sessionsHeld, sessionsNeeded }) => `${sessionsHeld} of ${sessionsNeeded}`,
              },
              { head: 'Until', cell: ({ until }) => <Instant at={until} as="short-day" /> },
              { head: 'Bonus', numeric: true, cell: ({ bonus }) => <Amount value={bonus} /> },
              {
                head: 'State',
                cell: ({ state }) => <Tag tone={STATES[state][0]}>{STATES[state][1]}</Tag>,
              },
            ]}
            empty={
              <EmptyState title="Nobody was brought yet">
                Educators find their code among their own pages.
              </EmptyState>
            }
          />
          <Pager next={referrals.next} />
        </Panel>
        {sets && <Rules rules={rules} />}
      </div>
    </>
  )
}

function Decide({ one }: { one: Referral }) {
  return (
    <Panel
      title={`${one.referrer.name} brought ${one.name}: decide about the bonus`}
      note={
        <>
          <Amount value={one.bonus} /> held back. {one.reason}
        </>
      }
    >
      <DeedForm intent={`decide:${one.id}`} className="stack">
        <input type="hidden" name="person" value={one.id} />
        <div className={styles.fields}>
          <SelectField
            name="pays"
            label="Decision"
            data={[
              { value: 'no', label: 'Refuse it' },
              { value: 'yes', label: 'Pay it' },
            ]}
          />
          <TextField name="reason" label="Why" required minLength={3} maxLength={500} />
        </div>
        <div>
          <DeedButton>Decide</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

function Rules({ rules }: { rules: JoiningRules }) {
  const { asset } = rules.referralBonus
  return (
    <Panel
      title="The rules"
      note="What was agreed or said before keeps the rule of its day. A bonus of nothing pays nobody."
    >
      <DeedForm intent="rules" className="stack">
        <input type="hidden" name="asset" value={asset} />
        <div className={styles.fields}>
          <TextField
            name="referralBonus"
            label={`Bonus, ${asset}`}
            inputMode="decimal"
            defaultValue={rules.referralBonus.amount}
            required
          />
          <TextField
            name="referralSessions"
            label="Sessions that are needed"
            inputMode="numeric"
            defaultValue={rules.referralSessions}
            required
          />
          <TextField
            name="referralDays"
            label="Within so many days"
            inputMode="numeric"
            defaultValue={rules.referralDays}
            required
          />
          <TextField
            name="transitionMonths"
            label="Months of a guarantee"
            inputMode="numeric"
            defaultValue={rules.transitionMonths}
            required
          />
          <TextField
            name="noticeDays"
            label="Days before its end it is told"
            inputMode="numeric"
            defaultValue={rules.noticeDays}
            required
          />
          <TextField
            name="invitationDays"
            label="Days that an invitation is good"
            inputMode="numeric"
            defaultValue={rules.invitationDays}
            required
          />
          <TextField
            name="cardFeeRate"
            label="Card’s usual fee, %"
            inputMode="decimal"
            defaultValue={rules.cardFeeRate / 100}
            required
          />
          <TextField
            name="cardFeeFixed"
            label={`and on top, ${asset}`}
            inputMode="decimal"
            defaultValue={rules.cardFeeFixed.amount}
            required
          />
        </div>
        <div>
          <DeedButton>Set them</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
