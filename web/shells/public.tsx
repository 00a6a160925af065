import { Outlet } from 'react-router'
import { PageError } from '../components/states.tsx'
import { Shell } from './Shell.tsx'

/** Public and learner pages stand in the same frame; who is signed in decides its words. */
export default function PublicPages() {
  return (
    <Shell kind="public">
      <Outlet />
    </Shell>
  )
}

export function ErrorBoundary() {
  return (
    <Shell kind="public">
      <PageError />
    </Shell>
  )
}
