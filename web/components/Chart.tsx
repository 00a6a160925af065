import { Skeleton } from '@mantine/core'
import { lazy, type ReactNode, Suspense, useId, useState } from 'react'
import type { Value } from '../api/types.ts'
import { Figure } from './Amount.tsx'
import styles from './Chart.module.css'
import { DataTable } from './DataTable.tsx'
import { Panel } from './Panel.tsx'

const Drawing = lazy(() => import('./ChartDrawing.tsx'))

export type Series = { name: string; label: string; tone?: 'accent' | 'warm' | 'good' | 'soft' }
export type Point = { x: string; [series: string]: string | number }

export type ChartProps = {
  /** What the chart shows, as a sentence: "Your best month so far". */
  title: ReactNode
  /** What is drawn: "Earned per month, by when the class was held". */
  note?: ReactNode
  kind: 'bar' | 'line'
  /** What stands along the bottom: "Month". */
  along: string
  points: Point[]
  series: Series[]
  /** Unit of all figures, as an asset. Counts have none. */
  asset?: string
  /** The point that deserves a second look; drawn in the warm colour (bars only). */
  mark?: string
  height?: number
}

/** A conclusion, its drawing, and the table that it was drawn from one click away. */
export function Chart(props: ChartProps) {
  const { title, note, along, points, series, asset, height = 200 } = props
  const [asTable, showTable] = useState(false)
  const id = useId()
  return (
    <Panel
      title={title}
      note={note}
      side={
        <button
          type="button"
          className={styles.switch}
          aria-expanded={asTable}
          aria-controls={id}
          onClick={() => showTable(!asTable)}
        >
          {asTable ? 'Show as chart' : 'Show as table'}
        </button>
      }
    >
      <div id={id}>
        {asTable ? (
          <DataTable
            caption={typeof title === 'string' ? title : along}
            rows={points}
            keyOf={(point) => point.x}
            columns={[
              { head: along, cell: (point) => point.x, title: true },
              ...series.map((one) => ({
                head: one.label,
                numeric: true,
                cell: (point: Point) => <Cell value={point[one.name]} asset={asset} />,
              })),
            ]}
          />
        ) : (
          <Suspense fallback={<Skeleton height={height} />}>
            <Drawing {...props} height={height} />
          </Suspense>
        )}
      </div>
    </Panel>
  )
}

function Cell({ value, asset }: { value: string | number | undefined; asset: string | undefined }) {
  if (value === undefined) return null
  if (asset === undefined) return <>{value}</>
  return <Figure value={{ amount: String(value), asset } satisfies Value} />
}
