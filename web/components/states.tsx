import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { isRouteErrorResponse, Link, useLocation, useRouteError } from 'react-router'
import type { ProblemBody } from '../api/types.ts'
import styles from './states.module.css'

/** Nothing here yet: what will be here, and the first step towards it. */
export function EmptyState({
  title,
  children,
  deed,
}: {
  title: string
  children?: ReactNode
  deed?: ReactNode
}) {
  return (
    <div className={styles.state}>
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {deed !== undefined && <div className={styles.deed}>{deed}</div>}
    </div>
  )
}

const KEPT = 'Nothing was changed by this, and no value was moved.'

/** What happened, what was not lost, what to do, and the number to give when asking for help. */
export function ErrorState({ problem }: { problem: ProblemBody }) {
  const missing = problem.status === 404
  return (
    <div className={styles.state} role="alert">
      <h1 tabIndex={-1}>{missing ? 'There is nothing at this address' : problem.title}</h1>
      <p>
        {missing
          ? 'It may have been removed, or the address may be mistyped.'
          : (problem.detail ?? KEPT)}{' '}
        {!missing && problem.detail ? KEPT : ''}
      </p>
      <p>{adviceFor(problem)}</p>
      <div className={styles.deed}>
        {problem.retry === 'later' && !missing && (
          <Button component="a" href="">
            Try again
          </Button>
        )}
        <Button component={Link} to="/" variant="outline">
          To the first page
        </Button>
      </div>
      {problem.requestId && (
        <p className={styles.request}>
          If you ask for help, give this number: <code>{problem.requestId}</code>
        </p>
      )}
    </div>
  )
}

function adviceFor(problem: ProblemBody): string {
  if (problem.status === 404) return 'Start from the first page, or go back.'
  if (problem.status === 429) return 'Wait a minute, then try again.'
  if (problem.retry === 'later') return 'Trying again in a moment may help.'
  if (problem.retry === 'after-change') return 'Go back, change what it names, and try again.'
  return 'Trying again will not help; go back and choose another way.'
}

/** This page is not for this person: says who could open it. */
export function NoPermission({ who }: { who: string }) {
  return (
    <div className={styles.state} role="alert">
      <h1 tabIndex={-1}>This page is not open to you</h1>
      <p>It can be opened by {who}. If that should be you, ask an administrator of this Stoa.</p>
      <div className={styles.deed}>
        <Button component={Link} to="/">
          To the first page
        </Button>
      </div>
    </div>
  )
}

/** What this page needs is not in the reader's plan: says which plans open it. */
function LockedPage({ problem }: { problem: ProblemBody }) {
  const { pathname } = useLocation()
  return (
    <div className={styles.state} role="alert">
      <h1 tabIndex={-1}>{problem.title}</h1>
      <p>{problem.detail}</p>
      <div className={styles.deed}>
        <Button component={Link} to={pathname.startsWith('/teach') ? '/teach/plans' : '/plans'}>
          Compare the plans
        </Button>
      </div>
    </div>
  )
}

/** Asks a visitor to sign in, and brings them back here. */
export function SignInFirst() {
  const { pathname, search } = useLocation()
  return (
    <div className={styles.state} role="alert">
      <h1 tabIndex={-1}>Sign in to open this page</h1>
      <p>It belongs to one person, so it opens after you sign in. You come back here afterwards.</p>
      <div className={styles.deed}>
        <Button component={Link} to={`/sign-in?back=${encodeURIComponent(pathname + search)}`}>
          Sign in
        </Button>
        <Button component={Link} to="/sign-up" variant="outline">
          Create an account
        </Button>
      </div>
    </div>
  )
}

/** For a route's `ErrorBoundary`: picks the state that fits what was thrown. */
export function PageError({ who = 'staff of this Stoa' }: { who?: string }) {
  const error = useRouteError()
  const problem = problemOf(error)
  if (problem.status === 401) return <SignInFirst />
  if (problem.code === 'feature_locked') return <LockedPage problem={problem} />
  if (problem.status === 403) return <NoPermission who={who} />
  return <ErrorState problem={problem} />
}

export function problemOf(error: unknown): ProblemBody {
  if (isRouteErrorResponse(error)) {
    const said = error.data as Partial<ProblemBody> | null
    if (said && typeof said === 'object' && typeof said.code === 'string')
      return said as ProblemBody
    return {
      type: 'about:blank',
      title: error.status === 405 ? 'This page takes no such form' : 'The page could not be made',
      status: error.status,
      code: 'page',
      retry: error.status >= 500 ? 'later' : 'never',
      requestId: '',
    }
  }
  return {
    type: 'about:blank',
    title: 'Something went wrong on our side',
    detail: 'It was written down and will be looked at.',
    status: 500,
    code: 'page',
    retry: 'later',
    requestId: '',
  }
}
