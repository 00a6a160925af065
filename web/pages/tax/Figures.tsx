import type { TaxFigures } from '../../api/tax.ts'
import { Amount } from '../../components/Amount.tsx'
import { FactList } from '../../components/FactList.tsx'
import { isZero } from '../../format/money.ts'

/** A year in one currency. */
export function Figures({ figures }: { figures: TaxFigures }) {
  return (
    <FactList
      facts={[
        ['What learners paid for it', <Amount key="gross" value={figures.gross} />],
        ['Earned', <Amount key="earned" value={figures.earned} />],
        !isZero(figures.setOff) && ['Set off', <Amount key="off" value={figures.setOff} />],
        !isZero(figures.withheld) && ['Withheld', <Amount key="held" value={figures.withheld} />],
        ['Paid out', <Amount key="paid" value={figures.paid} />],
        ['Sessions and sales', `${figures.transfers} in ${figures.payouts} payouts`],
      ]}
    />
  )
}
