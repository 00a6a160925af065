import { Button } from '@mantine/core'
import type { Case } from '../../../api/cases.ts'
import type { Answer } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm, useDeed } from '../../../components/DeedForm.tsx'
import { text } from '../../../components/deeds.ts'
import { DeedButton, LongField, SelectField, TextField } from '../../../components/fields.tsx'
import { Panel } from '../../../components/Panel.tsx'

type Preview = Answer<'/api/cases/{id}/preview', 'post'>

/** The decision as the API takes it, of its form. */
export function readDecision(form: FormData) {
  const earns = text(form, 'earns')
  return {
    share: Number(text(form, 'share')),
    ...(earns === '' ? {} : { earns: Number(earns) }),
    goodwill: Math.round(Number(text(form, 'goodwill') || 0) * 100),
    marked: text(form, 'marked') === 'yes',
    note: text(form, 'note'),
  }
}

const steps = [0, 2500, 5000, 7500, 10_000]
const asOptions = (parts: number[]) =>
  parts.map((part) => ({ value: `${part}`, label: `${part / 100} %` }))

/** The decision: looked at first with the postings that follow, then done. */
export function Decide({ found }: { found: Case }) {
  const whole = found.method === 'INCLUDED' || found.method === 'FREE'
  return (
    <Panel
      title={found.stage === 'appealed' ? 'Deciding the appeal' : 'Deciding it'}
      note={
        found.stage === 'appealed'
          ? 'Whoever decided first does not decide again. What you decide is final.'
          : 'What came back before stays with the learner; what neither of them bears is ours.'
      }
    >
      <DeedForm intent="decide" className="stack">
        <SelectField
          name="share"
          label="Of what was paid, the learner gets"
          data={asOptions(whole ? [0, 10_000] : steps)}
        />
        <SelectField
          name="earns"
          label="The educator earns on"
          data={[{ value: '', label: 'the rest' }, ...asOptions(steps)]}
        />
        <TextField
          name="goodwill"
          label="Goodwill for the learner, in credits, at our cost"
          inputMode="decimal"
          pattern="[0-9]{1,3}([.][0-9]{1,2})?"
          defaultValue="0"
        />
        <SelectField
          name="marked"
          label="Against the educator"
          data={[
            { value: 'no', label: 'it does not count' },
            { value: 'yes', label: 'it counts as an absence' },
          ]}
        />
        <LongField name="note" label="Why (both read it)" required minLength={3} maxLength={4000} />
        <Postings />
        <div className="row">
          <Looking />
          <DeedButton>Decide</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

function Looking() {
  const { busy } = useDeed()
  return (
    <Button type="submit" name="look" value="yes" variant="outline" disabled={busy}>
      Show the postings
    </Button>
  )
}

function Postings() {
  const { outcome } = useDeed()
  if (!outcome?.ok || !outcome.result) return null
  const { items } = outcome.result as Preview
  const moves = items.flatMap(({ rule, moves }) => moves.map((move) => ({ rule, ...move })))
  if (moves.length === 0) return <p>Nothing would be posted: it stays as it is.</p>
  return (
    <DataTable
      caption="What would be posted"
      rows={moves}
      keyOf={({ rule, debit, credit, amount }) => `${rule} ${debit} ${credit} ${amount.amount}`}
      columns={[
        { head: 'Rule', title: true, cell: ({ rule }) => rule },
        { head: 'Debit', cell: ({ debit }) => short(debit) },
        { head: 'Credit', cell: ({ credit }) => short(credit) },
        { head: 'Amount', cell: ({ amount }) => <Amount value={amount} /> },
      ]}
    />
  )
}

/** The purpose of an account's address, in words. */
const short = (address: string) => (address.split('/').at(-1) ?? address).replaceAll('_', ' ')

/** Staff ask one side something. */
export function AskOne() {
  return (
    <Panel title="Asking one side" note="Unanswered by the deadline, the point is lost for them.">
      <DeedForm intent="ask" className="stack">
        <SelectField
          name="side"
          label="Whom"
          data={[
            { value: 'learner', label: 'the learner' },
            { value: 'educator', label: 'the educator' },
          ]}
        />
        <LongField
          name="words"
          label="What we want to know"
          required
          minLength={3}
          maxLength={4000}
        />
        <SelectField
          name="days"
          label="To be answered within"
          data={[
            { value: '1', label: 'a day' },
            { value: '3', label: '3 days' },
            { value: '7', label: 'a week' },
          ]}
          defaultValue="3"
        />
        <div>
          <DeedButton variant="outline">Ask</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}
