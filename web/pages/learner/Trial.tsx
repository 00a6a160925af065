import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { Instant } from '../../components/Instant.tsx'
import { Panel } from '../../components/Panel.tsx'

/** After a trial: another educator instead, for nothing. */
export function NotHopedFor({ until }: { until: string }) {
  return (
    <Panel
      title="Not what you hoped for?"
      note={
        <>
          Until <Instant at={until} /> you can book a trial lesson with another educator for
          nothing. We pay for it, up to twice for each account.
        </>
      }
    >
      <Button component={Link} to="/educators" variant="outline" fullWidth>
        Find another educator
      </Button>
    </Panel>
  )
}
