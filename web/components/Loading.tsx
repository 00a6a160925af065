import { Skeleton } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useLocation, useNavigation } from 'react-router'
import styles from './Loading.module.css'

type Shape = 'list' | 'detail' | 'figures' | 'form'

/** Which shape the page at an address will have. The first that matches counts. */
const SHAPES: [address: RegExp, shape: Shape][] = [
  [/^\/(sessions|educators|bookings)\/[^/]+/, 'detail'],
  [/^\/(sessions|educators|bookings|notices)/, 'list'],
  [/^\/(sign-|settings)/, 'form'],
  [/^\/(wallet|home|subscription)/, 'figures'],
  [/^\/(teach|operate)/, 'figures'],
]

/** True from a fifth of a second into going to another page, so that quick pages do not flicker. */
export function useLeaving(): string | null {
  const navigation = useNavigation()
  const { pathname } = useLocation()
  const next = navigation.location?.pathname ?? null
  const leaving = navigation.state === 'loading' && next !== null && next !== pathname ? next : null
  const [shown, show] = useState<string | null>(null)
  useEffect(() => {
    if (!leaving) return show(null)
    const timer = setTimeout(() => show(leaving), 200)
    return () => clearTimeout(timer)
  }, [leaving])
  return shown
}

/** Keeps the shape of the page that is on its way. */
export function Loading({ address }: { address: string }) {
  const shape = SHAPES.find(([pattern]) => pattern.test(address))?.[1] ?? 'list'
  return (
    <div role="status" aria-label="The page is on its way">
      <Skeleton height={36} width="min(420px, 80%)" mb={14} />
      <Skeleton height={16} width="min(300px, 60%)" mb={30} />
      {shape === 'figures' && (
        <div className={styles.figures}>
          {['one', 'two', 'three', 'four'].map((name) => (
            <Skeleton key={name} height={104} radius="lg" />
          ))}
        </div>
      )}
      {shape === 'detail' ? (
        <div className={styles.detail}>
          <Skeleton height={280} radius="lg" />
          <Skeleton height={380} radius="lg" />
        </div>
      ) : (
        <div className={styles.list}>
          {(shape === 'form' ? ['one', 'two'] : ['one', 'two', 'three', 'four', 'five']).map(
            (name) => (
              <Skeleton key={name} height={shape === 'form' ? 60 : 76} radius="lg" />
            ),
          )}
        </div>
      )}
    </div>
  )
}
