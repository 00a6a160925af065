import type { SilenceRule } from '../../../api/cases.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton, SelectField } from '../../../components/fields.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { useMay } from '../may.ts'

const FOLLOWS = {
  claim_holds: 'the claim holds, without us',
  point_lost: 'the point is lost, and we decide',
} as const

/** What follows where one of the two does not answer in time; an admin sets it. */
export function Silence({ rules }: { rules: SilenceRule[] }) {
  const may = useMay()()
  const claims = rules.filter(({ point }) => point === 'claim')
  const words = ({ side }: SilenceRule) =>
    side === 'educator' ? 'The educator is silent on a claim' : 'The learner is silent on a claim'
  return (
    <Panel
      title="What silence means"
      note="Before its deadline each side is reminded. Silence on a question of ours always loses that point only."
    >
      {may ? (
        <div className="stack">
          {claims.map((rule) => (
            <DeedForm key={rule.side} intent={`silence ${rule.side}`} className="row row-end">
              <SelectField
                name="follows"
                label={words(rule)}
                data={Object.entries(FOLLOWS).map(([value, label]) => ({ value, label }))}
                defaultValue={rule.follows}
              />
              <DeedButton variant="outline" aria-label={`Set it: ${words(rule)}`}>
                Set it
              </DeedButton>
            </DeedForm>
          ))}
        </div>
      ) : (
        <FactList facts={claims.map((rule) => [words(rule), FOLLOWS[rule.follows]])} />
      )}
    </Panel>
  )
}
