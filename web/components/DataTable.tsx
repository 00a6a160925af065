import type { ReactNode } from 'react'
import styles from './DataTable.module.css'

export type Column<Row> = {
  head: string
  cell: (row: Row) => ReactNode
  /** Figures stand at the right and are of one width. */
  numeric?: boolean
  /** The line that names the row; on a phone it is the list item's title. One per table. */
  title?: boolean
  /** Left out on a phone. */
  wideOnly?: boolean
}

type DataTableProps<Row> = {
  /** Says what the table holds; read by screen readers. */
  caption: string
  columns: Column<Row>[]
  rows: Row[]
  keyOf: (row: Row) => string
  /** Shown in place of rows when there are none. */
  empty?: ReactNode
  /** A closing line such as a total, one cell per column. */
  foot?: ReactNode[]
}

/** A table where there is room; on a phone each row becomes a small list of label and value. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
  empty,
  foot,
}: DataTableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the screen must scroll by keyboard
    <section className={styles.frame} tabIndex={0} aria-label={caption}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" data-numeric={column.numeric || undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td
                  key={column.head}
                  data-label={column.head}
                  data-numeric={column.numeric || undefined}
                  data-title={column.title || undefined}
                  data-wide-only={column.wideOnly || undefined}
                >
                  <span>{column.cell(row)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {foot && (
          <tfoot>
            <tr>
              {foot.map((cell, index) => (
                <td
                  key={columns[index]?.head ?? index}
                  data-label={columns[index]?.head}
                  data-numeric={columns[index]?.numeric || undefined}
                >
                  <span>{cell}</span>
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  )
}
