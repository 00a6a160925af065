import type { ReactNode } from 'react'
import type { Institution, Invitations, TheirEducators } from '../../api/joining.ts'
import { Figure } from '../../components/Amount.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { Instant } from '../../components/Instant.tsx'
import { StatFigures } from '../../components/StatFigures.tsx'
import { EmptyState } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { languageName } from '../../format/words.ts'

type Educator = TheirEducators['items'][number]
type Invitation = Invitations['items'][number]

const STATES = {
  open: ['attention', 'Not answered yet'],
  accepted: ['good', 'Accepted'],
  declined: ['plain', 'Declined'],
  withdrawn: ['plain', 'Withdrawn'],
  expired: ['plain', 'Ran out'],
} as const

/** What an institution's own part comes to. */
export function Sums({ sums }: { sums: Institution['sums'] }) {
  const { asset } = sums.held
  return (
    <StatFigures
      label="The institution’s own part"
      stats={[
        {
          label: `Booked, ${asset}`,
          figure: <Figure value={sums.pending} />,
          note: 'not held yet',
        },
        {
          label: 'Held',
          figure: <Figure value={sums.held} />,
          note: 'for a week after the session',
        },
        {
          label: 'Available',
          figure: <Figure value={sums.available} />,
          note: 'for the next payout',
        },
        { label: 'Paid out', figure: <Figure value={sums.paid} /> },
      ]}
    />
  )
}

/** Who teaches for it, and what the last 30 days brought. */
export function Educators({
  educators,
  to,
  deed,
}: {
  educators: Educator[]
  to: (educator: Educator) => ReactNode
  deed?: (educator: Educator) => ReactNode
}) {
  const asset = educators[0]?.educatorEarned.asset ?? ''
  return (
    <DataTable
      caption="Educators"
      rows={educators}
      keyOf={({ id }) => id}
      columns={[
        { head: 'Name', title: true, cell: to },
        { head: 'Languages', cell: ({ languages }) => languages.map(languageName).join(', ') },
        { head: 'Since', cell: ({ since }) => <Instant at={since} as="short-day" /> },
        { head: 'Seats', numeric: true, cell: ({ seats }) => seats },
        {
          head: `They earned, ${asset}`,
          numeric: true,
          cell: (one) => <Figure value={one.educatorEarned} />,
        },
        {
          head: 'Institution’s part',
          numeric: true,
          cell: (one) => <Figure value={one.institutionEarned} />,
        },
        ...(deed ? [{ head: 'Let go', cell: deed }] : []),
      ]}
      empty={
        <EmptyState title="Nobody teaches for it yet">
          Whoever accepts an invitation stands here.
        </EmptyState>
      }
    />
  )
}

/** Whom it has invited. */
export function Invited({
  invitations,
  deed,
}: {
  invitations: Invitation[]
  deed?: (invitation: Invitation) => ReactNode
}) {
  return (
    <DataTable
      caption="Invitations"
      rows={invitations}
      keyOf={({ id }) => id}
      columns={[
        { head: 'Name', title: true, cell: ({ name }) => name },
        { head: 'Address', cell: ({ email }) => email },
        { head: 'Invited', cell: ({ invitedAt }) => <Instant at={invitedAt} as="short-day" /> },
        {
          head: 'State',
          cell: ({ state }) => <Tag tone={STATES[state][0]}>{STATES[state][1]}</Tag>,
        },
        ...(deed ? [{ head: 'Withdraw', cell: deed }] : []),
      ]}
      empty={<EmptyState title="Nobody is invited">Invite the first one below.</EmptyState>}
    />
  )
}
