import { Outlet } from 'react-router'
import { PageError } from '../components/states.tsx'
import { type SideList, StaffShell } from './StaffShell.tsx'

const LIST: SideList = [{ group: '', pages: [{ to: '/operate', label: 'Today', end: true }] }]

/** Pages of the people who run this Stoa. */
export default function StaffPages() {
  return (
    <StaffShell list={LIST}>
      <Outlet />
    </StaffShell>
  )
}

export function ErrorBoundary() {
  return (
    <StaffShell list={LIST}>
      <PageError />
    </StaffShell>
  )
}
