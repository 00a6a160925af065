import { SimpleGrid } from '@mantine/core'
import type { Minimums as Given } from '../../../api/teaching.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton, TextField } from '../../../components/fields.tsx'
import { Panel } from '../../../components/Panel.tsx'

/** From what amount on each currency is paid out; what is below waits. */
export function Minimums({ minimums }: { minimums: Given }) {
  const others = minimums.items.filter(({ minimum }) => minimum.asset !== minimums.base.asset)
  return (
    <Panel
      title="Smallest payouts"
      note="What is below waits for more. The platform’s own currency is set with the rules of earning."
    >
      <div className="stack">
        <FactList
          facts={[
            [minimums.base.asset, <Amount key="base" value={minimums.base} />],
            ...others.map(
              ({ minimum }) =>
                [minimum.asset, <Amount key={minimum.asset} value={minimum} />] as [
                  string,
                  React.ReactNode,
                ],
            ),
          ]}
        />
        <DeedForm intent="minimum" className="stack">
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <TextField name="currency" label="Another currency" maxLength={3} required />
            <TextField name="minimum" label="Paid out from" inputMode="decimal" required />
          </SimpleGrid>
          <div>
            <DeedButton variant="outline">Set it</DeedButton>
          </div>
        </DeedForm>
      </div>
    </Panel>
  )
}
