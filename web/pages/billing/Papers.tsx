import type { PaperCard } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { Instant } from '../../components/Instant.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState } from '../../components/states.tsx'

export const PAPER_WORDS: Record<PaperCard['kind'], string> = {
  invoice: 'Invoice',
  receipt: 'Receipt',
  credit_note: 'Credit note',
}

/** The address of a paper, for the browser to open: an answer of the API, not a page. */
export function PaperLink({ paper }: { paper: PaperCard }) {
  return (
    <a href={paper.pdf} target="_blank" rel="noreferrer">
      {PAPER_WORDS[paper.kind]} {paper.number}
    </a>
  )
}

/** Invoices, receipts and credit notes, latest first. */
export function Papers({
  papers,
  title = 'Invoice and receipt',
  side,
  children,
}: {
  papers: PaperCard[]
  title?: string
  side?: React.ReactNode
  children?: React.ReactNode
}) {
  return (
    <Panel title={title} side={side} note="Each opens as PDF, and stays as it was issued.">
      <DataTable
        caption="Invoices, receipts and credit notes, latest first"
        rows={papers}
        keyOf={({ id }) => id}
        columns={[
          { head: 'Document', title: true, cell: (paper) => <PaperLink paper={paper} /> },
          { head: 'Issued', cell: ({ issuedAt }) => <Instant at={issuedAt} as="short-day" /> },
          {
            head: 'Tax',
            numeric: true,
            wideOnly: true,
            cell: ({ tax }) => Number(tax.amount) > 0 && <Amount value={tax} />,
          },
          { head: 'Amount', numeric: true, cell: ({ total }) => <Amount value={total} /> },
        ]}
        empty={
          <EmptyState title="None yet">
            With each payment you get an invoice and a receipt; they stand here for good.
          </EmptyState>
        }
      />
      {children}
    </Panel>
  )
}
