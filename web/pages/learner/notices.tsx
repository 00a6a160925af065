import { Button } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Notice, Page } from '../../api/types.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { addressWith } from '../../components/Filters.tsx'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { EmptyState } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import styles from './notices.module.css'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const cursor = new URL(request.url).searchParams.get('cursor')
  return { notices: await context.get(apiOf).get<Page<Notice>>('/api/notices', { cursor }) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  return attempt(text(form, 'intent'), async () => {
    await context.get(apiOf).post(`/api/notices/${text(form, 'id')}/read`)
    return undefined
  })
}

export const clientAction = keepOnFailure
export const meta = titled('Notices')

export default function Notices() {
  const { notices } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead title="Notices" lead="What happened with your bookings, credits and plan." />
      {notices.items.length === 0 ? (
        <EmptyState
          title="Nothing to tell yet"
          deed={
            <Button component={Link} to="/sessions">
              See what is on
            </Button>
          }
        >
          When something happens with a booking, your credits or your plan, it stands here and goes
          out by e-mail.
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {notices.items.map((notice) => (
            <li key={notice.id} className={styles.notice} data-new={!notice.readAt || undefined}>
              <div>
                <h2 className={styles.title}>
                  {notice.link ? <Link to={notice.link}>{notice.title}</Link> : notice.title}{' '}
                  {!notice.readAt && <Tag tone="accent">New</Tag>}
                </h2>
                <p className={styles.body}>{notice.body}</p>
                <p className="soft small">
                  <Instant at={notice.at} />
                </p>
              </div>
              {!notice.readAt && (
                <DeedForm intent={`read-${notice.id}`}>
                  <input type="hidden" name="id" value={notice.id} />
                  <DeedButton
                    variant="subtle"
                    size="xs"
                    aria-label={`Mark as read: ${notice.title}`}
                  >
                    Mark as read
                  </DeedButton>
                </DeedForm>
              )}
            </li>
          ))}
        </ul>
      )}
      {notices.next && (
        <Button
          component={Link}
          variant="outline"
          mt="md"
          to={addressWith('/notices', new URLSearchParams(), { cursor: notices.next })}
        >
          Earlier notices
        </Button>
      )}
    </>
  )
}
