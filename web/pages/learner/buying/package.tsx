import { Button } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { PackageDetail } from '../../../api/buying.ts'
import { apiOf } from '../../../api/context.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { educatorPath } from '../../../format/addresses.ts'
import { isZero } from '../../../format/money.ts'
import { counted } from '../../../format/words.ts'
import { useRoot } from '../../../visitor.ts'
import facts from '../booking.module.css'
import styles from './buying.module.css'
import { packageState } from './words.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  return context.get(apiOf).get<PackageDetail>(`/api/packages/${params.id}`)
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    if (intent === 'extend') {
      await api.post(`/api/packages/${params.id}/extend`)
      return { said: 'You have more time for it now.' }
    }
    await api.deed(`/api/packages/${params.id}/end`, text(form, 'key'))
    return { said: 'The package is ended.' }
  })
}

export const clientAction = keepOnFailure
export const meta = titled('Package')

export default function PackagePage() {
  const one = useLoaderData<typeof loader>()
  const mine = useRoot()?.me.person?.id === one.learner.id
  const [word, tone] = packageState(one)
  return (
    <>
      <PageHead
        tags={<Tag tone={tone}>{word}</Tag>}
        title={`${counted(one.lessons, 'lesson')} with ${one.educator.name}`}
        lead={
          one.state === 'paying'
            ? 'As soon as your payment is here, the lessons are yours.'
            : `Each of ${one.minutes} minutes, at an hour that suits you.`
        }
        deeds={
          mine && one.state === 'active' && one.left > 0 ? (
            <Button component={Link} to={educatorPath(one.educator)}>
              Book a lesson
            </Button>
          ) : undefined
        }
      />
      <div className={styles.columns}>
        <Panel title="What it holds">
          <dl className={facts.facts}>
            <Fact name="Left">
              <b>{one.left}</b> of {one.lessons}
            </Fact>
            <Fact name="Taken">{counted(one.taken, 'lesson')}, those that are booked included</Fact>
            {one.expiresAt && (
              <Fact name="Until">
                <Instant at={one.expiresAt} />
              </Fact>
            )}
            <Fact name="Paid">
              <Amount value={one.total} /> instead of {one.lessons} times{' '}
              <Amount value={one.single} />
            </Fact>
            {!isZero(one.value) && (
              <Fact name="Set aside">
                <Amount value={one.value} /> for lessons that are still to be taken
              </Fact>
            )}
            {!isZero(one.returned) && (
              <Fact name="Came back">
                <Amount value={one.returned} />
              </Fact>
            )}
            {one.orderId && (
              <Fact name="Order">
                <Link to={`/orders/${one.orderId}`}>See the order</Link>
              </Fact>
            )}
          </dl>
        </Panel>
        <aside className="stack-wide">
          {mine && one.state === 'active' && !one.extended && (
            <Panel title="More time" note="Once, for 30 days, while it lasts.">
              <DeedForm intent="extend">
                <DeedButton variant="outline">Make it longer</DeedButton>
              </DeedForm>
            </Panel>
          )}
          {one.ending && <Ending one={one} mine={mine} />}
        </aside>
      </div>
    </>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Ending({ one, mine }: { one: PackageDetail; mine: boolean }) {
  const end = one.ending!
  return (
    <Panel title="Ending it">
      <p>
        {mine && one.taken === 0
          ? 'You have taken none yet, so all of it comes back to your wallet.'
          : mine
            ? `The ${counted(one.taken, 'lesson')} you took are then reckoned at the price of one alone; the rest comes back to your wallet.`
            : `${one.learner.name} gets all ${counted(end.lessonsLeft, 'lesson')} back that are not taken, at what was paid for them.`}{' '}
        What is booked stays booked.
      </p>
      <details className={styles.cancel}>
        <summary>See what comes back</summary>
        <dl className={facts.facts}>
          <Fact name="Not taken">
            <Amount value={end.unused} />
          </Fact>
          {!isZero(end.surcharge) && (
            <Fact name="Less">
              <Amount value={end.surcharge} />
            </Fact>
          )}
          <Fact name="Comes back">
            <b>
              <Amount value={end.returned} />
            </b>
          </Fact>
        </dl>
        <DeedForm intent="end">
          <DeedButton color="bad" variant="outline">
            End this package
          </DeedButton>
        </DeedForm>
      </details>
    </Panel>
  )
}
