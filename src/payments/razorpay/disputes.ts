import PDFDocument from 'pdfkit'
import { type AnswerDispute, type Dispute, type DisputeEvidence, Refused } from '../provider.ts'
import { type Client, sure } from './client.ts'
import { movesOf } from './movements.ts'
import { disputeOf } from './reading.ts'
import type { RazorpayDispute } from './wire.ts'

/** The provider takes so many letters of a summary. */
const SUMMARY_AT_MOST = 1_000

export async function lookUpDispute(client: Client, ref: string): Promise<Dispute | undefined> {
  const found = await client.look<RazorpayDispute>(`/v1/disputes/${encodeURIComponent(ref)}`)
  return found && disputeOf(sure(found, 'disp_'), await movesOf(client, found))
}

/**
 * Contests a dispute: the evidence goes up as a document, and the dispute names it. The provider has no
 * key for this; asked again after a lost answer, the dispute says that it is answered already.
 */
export async function answerDispute(
  client: Client,
  { dispute, evidence }: AnswerDispute,
): Promise<Dispute> {
  const before = await lookUpDispute(client, dispute)
  if (!before) throw new Refused('not_there', 'Razorpay knows no such dispute.', false)
  if (before.state !== 'open' && before.state !== 'warning') return before
  const form = new FormData()
  form.set('purpose', 'dispute_evidence')
  form.set('file', new Blob([await papers(evidence)], { type: 'application/pdf' }), 'evidence.pdf')
  const paper = await client.post<{ id: string }>('/v1/documents', { form })
  const id = [sure(paper, 'doc_').id]
  const answered = await client.patch<RazorpayDispute>(
    `/v1/disputes/${encodeURIComponent(dispute)}/contest`,
    {
      amount: Number(before.amount),
      summary: (evidence.words || evidence.productDescription).slice(0, SUMMARY_AT_MOST),
      access_activity_log: id,
      proof_of_service: id,
      action: 'submit',
    },
  )
  return disputeOf(sure(answered, 'disp_'), before.moves)
}

/** The evidence as one document: the provider takes files, no text. */
async function papers(evidence: DisputeEvidence): Promise<Uint8Array<ArrayBuffer>> {
  const paper = new PDFDocument({ size: 'A4', margin: 56 })
  const chunks: Uint8Array[] = []
  const done = new Promise<void>((resolve, reject) => {
    paper.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    paper.on('end', resolve)
    paper.on('error', reject)
  })
  const parts: [string, string][] = [
    ['Customer', `${evidence.customerName}\n${evidence.customerEmail}`],
    ['What was sold', evidence.productDescription],
    ['When it took place', evidence.serviceDate],
    ['Who was where and when', evidence.accessActivityLog],
    ['Refund policy', evidence.refundPolicy],
    ['In our words', evidence.words],
  ]
  for (const [title, text] of parts) {
    if (!text) continue
    paper.font('Helvetica-Bold').fontSize(12).text(title)
    paper.font('Helvetica').fontSize(10).text(text).moveDown()
  }
  paper.end()
  await done
  return new Uint8Array(Buffer.concat(chunks))
}
