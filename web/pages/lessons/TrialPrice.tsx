import { Amount } from '../../components/Amount.tsx'
import type { Slots } from './picking.ts'

/** What a trial costs the reader: `5 credits`, or `free`. */
export function TrialPrice({ trial }: { trial: NonNullable<Slots['trial']> }) {
  if (Number(trial.price.amount) > 0) return <Amount value={trial.price} />
  return <>free</>
}
