import { Outlet } from 'react-router'
import { InstantPrompt } from '../components/InstantPrompt.tsx'
import { PageError } from '../components/states.tsx'
import { Shell } from './Shell.tsx'

/** Pages of a person who teaches. */
export default function EducatorPages() {
  return (
    <Shell kind="educator">
      <InstantPrompt />
      <Outlet />
    </Shell>
  )
}

export function ErrorBoundary() {
  return (
    <Shell kind="educator">
      <PageError who="educators" />
    </Shell>
  )
}
