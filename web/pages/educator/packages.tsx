import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { PackageCard, PackageOffer } from '../../api/buying.ts'
import { apiOf } from '../../api/context.ts'
import type { Answer, Page } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { counted } from '../../format/words.ts'
import { readVisitor } from '../../visitor.ts'
import styles from '../learner/buying/buying.module.css'
import { packageState } from '../learner/buying/words.ts'

type Slots = Answer<'/api/educators/{id}/slots'>

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const { me } = await readVisitor(context)
  const id = me.person!.id
  const [offers, sold, slots] = await Promise.all([
    api.get<Page<PackageOffer>>(`/api/educators/${id}/packages`),
    api.get<Page<PackageCard>>('/api/packages', { as: 'educator', limit: 100 }),
    api.get<Slots>(`/api/educators/${id}/slots`),
  ])
  return { offers: offers.items, sold: sold.items, lengths: slots.lengths }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    if (intent === 'offer') {
      await api.post('/api/packages/offers', {
        minutes: Number(text(form, 'minutes')),
        lessons: Number(text(form, 'lessons')),
        discount: Math.round(Number(text(form, 'percent')) * 100),
      })
      return { said: 'It is on sale now.' }
    }
    await api.post(`/api/packages/offers/${text(form, 'offer')}/withdraw`)
    return { said: 'It is not on sale any more. What was bought stays.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('Packages')

const SOLD: Column<PackageCard>[] = [
  {
    head: 'Learner',
    title: true,
    cell: (one) => <Link to={`/packages/${one.id}`}>{one.learner.name}</Link>,
  },
  { head: 'Lessons', cell: (one) => `${one.lessons} of ${one.minutes} minutes` },
  {
    head: 'State',
    cell: (one) => {
      const [word, tone] = packageState(one)
      return <Tag tone={tone}>{word}</Tag>
    },
  },
  { head: 'Left', numeric: true, cell: (one) => one.left },
  {
    head: 'Until',
    cell: (one) => one.expiresAt && <Instant at={one.expiresAt} as="last-day" />,
  },
]

export default function EducatorPackages() {
  const { offers, sold, lengths } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Packages"
        lead="5, 10 or 20 lessons in one piece, for less than one by one. You earn on each lesson when it has been given, at the package’s average."
      />
      <div className="stack-wide">
        <Panel title="On sale">
          <DataTable
            caption="Packages on sale"
            columns={OFFERS}
            rows={offers}
            keyOf={({ id }) => id}
            empty={
              <EmptyState title="Nothing on sale in one piece">
                Learners who mean to stay often ask for a package; half of them take the larger one.
              </EmptyState>
            }
          />
        </Panel>
        <Panel
          title="Put one on sale"
          note="Of a length and number that is on sale, it takes the place."
        >
          {lengths.length === 0 ? (
            <p>Say first when you teach one to one: packages are of those lessons.</p>
          ) : (
            <DeedForm intent="offer" className="stack">
              <div className={styles.pair}>
                <SelectField
                  name="lessons"
                  label="Lessons"
                  data={['5', '10', '20']}
                  defaultValue="10"
                />
                <SelectField
                  name="minutes"
                  label="Length"
                  data={lengths.map(({ minutes }) => ({
                    value: `${minutes}`,
                    label: `${minutes} minutes`,
                  }))}
                />
                <TextField
                  name="percent"
                  label="Less than one by one, in per cent"
                  type="number"
                  min={0}
                  max={90}
                  step={0.5}
                  defaultValue={10}
                  required
                />
              </div>
              <div className={styles.deeds}>
                <DeedButton>Put it on sale</DeedButton>
              </div>
            </DeedForm>
          )}
        </Panel>
        <Panel title="Sold">
          <DataTable
            caption="Packages sold"
            columns={SOLD}
            rows={sold}
            keyOf={({ id }) => id}
            empty={<EmptyState title="None sold yet">Whoever buys one appears here.</EmptyState>}
          />
        </Panel>
      </div>
    </>
  )
}

const OFFERS: Column<PackageOffer>[] = [
  {
    head: 'Package',
    title: true,
    cell: (one) => `${counted(one.lessons, 'lesson')} of ${one.minutes} minutes`,
  },
  { head: 'One alone', numeric: true, cell: (one) => <Amount value={one.single} /> },
  { head: 'Less', numeric: true, cell: (one) => `${one.discount / 100} %` },
  { head: 'Together', numeric: true, cell: (one) => <Amount value={one.total} /> },
  {
    head: 'Take it back',
    cell: (one) => (
      <DeedForm intent={`withdraw-${one.id}`}>
        <input type="hidden" name="offer" value={one.id} />
        <DeedButton
          variant="outline"
          size="xs"
          aria-label={`Take ${counted(one.lessons, 'lesson')} of ${one.minutes} minutes off sale`}
        >
          Off sale
        </DeedButton>
      </DeedForm>
    ),
  },
]
