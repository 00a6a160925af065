import { Checkbox, Group } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { keepOnFailure } from '../../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { codeDeed } from './discount-deeds.ts'
import { type Code, type Codes, forWords, OffWords, STATES } from './discount-words.tsx'
import styles from './prices.module.css'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Discount codes · Stoa' }]

export const loader = ({ context }: LoaderFunctionArgs) =>
  context.get(apiOf).get<Codes>('/api/discounts')

export const action = (args: ActionFunctionArgs) => codeDeed(args)

export default function Discounts() {
  const { items } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Discount codes"
        lead="A code lowers what is paid: the basis of credits, never how many there are. It counts from the moment an order is placed with it."
      />
      <div className="stack-wide">
        <Panel title="Codes">
          <CodeTable items={items} />
        </Panel>
        <NewCode />
      </div>
    </>
  )
}

function CodeTable({ items }: { items: Code[] }) {
  return (
    <DataTable
      caption="Discount codes"
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        {
          head: 'Code',
          title: true,
          cell: ({ id, code }) => <Link to={`/operate/discounts/${id}`}>{code}</Link>,
        },
        { head: 'Off', numeric: true, cell: (code) => <OffWords code={code} /> },
        { head: 'For', cell: forWords },
        {
          head: 'State',
          cell: ({ state }) => {
            const [tone, words] = STATES[state]
            return <Tag tone={tone}>{words}</Tag>
          },
        },
        {
          head: 'Used',
          numeric: true,
          cell: ({ used, mostUses }) => (mostUses ? `${used} of ${mostUses}` : used),
        },
        {
          head: 'Given',
          numeric: true,
          cell: ({ money }) => money.map(({ given }) => <Amount key={given.asset} value={given} />),
        },
        {
          head: 'Still paid',
          numeric: true,
          cell: ({ money }) => money.map(({ paid }) => <Amount key={paid.asset} value={paid} />),
        },
        {
          head: 'Until',
          cell: ({ until }) => (until ? <Instant at={until} as="short-day" /> : 'no end'),
        },
      ]}
      empty={<EmptyState title="No codes yet">Make the first one below.</EmptyState>}
    />
  )
}

function NewCode() {
  return (
    <Panel title="Make a code">
      <DeedForm intent="make" className="stack">
        <div className={styles.fields}>
          <TextField name="code" label="Code" placeholder="SPRING-25" required maxLength={32} />
          <SelectField
            name="off"
            label="Takes off"
            data={[
              { value: 'percent', label: 'per cent of the price' },
              { value: 'amount', label: 'an amount' },
            ]}
          />
          <TextField name="value" label="How much" inputMode="decimal" required />
          <TextField
            name="asset"
            label="Currency of an amount"
            placeholder="USD"
            maxLength={3}
            defaultValue="USD"
          />
        </div>
        <Checkbox.Group label="It is for" defaultValue={['credits']}>
          <Group mt="xs">
            <Checkbox name="goods" value="credits" label="Credits and packs" />
            <Checkbox name="goods" value="plan" label="Plans" />
          </Group>
        </Checkbox.Group>
        <div className={styles.fields}>
          <SelectField
            name="lasts"
            label="On a plan it lasts for"
            data={[
              { value: 'first month', label: 'the first month' },
              { value: 'always', label: 'each period while it runs' },
            ]}
          />
          <SelectField
            name="audience"
            label="Whose plans"
            data={[
              { value: '', label: 'Anybody’s' },
              { value: 'learner', label: 'Learners’' },
              { value: 'educator', label: 'Educators’' },
            ]}
          />
          <TextField name="mostUses" label="Uses in all" placeholder="Any" inputMode="numeric" />
          <TextField
            name="mostPerPerson"
            label="Uses per person"
            placeholder="Any"
            inputMode="numeric"
          />
          <TextField name="from" label="From" type="date" description="Now, if left empty" />
          <TextField name="until" label="Until" type="date" description="No end, if left empty" />
          <TextField name="note" label="What it is for, for us" maxLength={200} />
        </div>
        <div>
          <DeedButton>Make it</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
