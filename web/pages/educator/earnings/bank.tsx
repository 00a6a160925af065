import { type ActionFunctionArgs, Link, redirect } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, TextField } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Your bank account · Stoa' }]

export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  let done = false
  const outcome = await attempt(intent, async () => {
    await api.post('/api/educator/payee/bank', {
      ...(intent === 'upi'
        ? { vpa: text(form, 'vpa') }
        : {
            name: text(form, 'name'),
            ifsc: text(form, 'ifsc').toUpperCase().replaceAll(' ', ''),
            accountNumber: text(form, 'accountNumber').replaceAll(' ', ''),
          }),
    })
    done = true
    return undefined
  })
  if (done) throw redirect('/teach/earnings/payouts')
  return outcome
}

/** Where an educator in India says where payouts go, for Razorpay has no page for it. */
export default function Bank() {
  return (
    <>
      <PageHead
        title="Your bank account"
        lead="Payouts go to it. What you enter goes to the payment provider, Razorpay, and is not kept here; entering it again changes it there."
        deeds={<Link to="/teach/earnings/payouts">Payouts</Link>}
      />
      <div className="stack-wide">
        <Panel title="A bank account in India">
          <DeedForm intent="bank" className="stack">
            <TextField
              name="name"
              label="Your name, as the bank knows it"
              autoComplete="name"
              required
              maxLength={120}
            />
            <TextField
              name="ifsc"
              label="IFSC"
              description="Eleven letters and digits, for example HDFC0000053. It stands on a cheque."
              autoComplete="off"
              required
              maxLength={13}
            />
            <TextField
              name="accountNumber"
              label="Account number"
              autoComplete="off"
              required
              maxLength={40}
            />
            <div>
              <DeedButton>Use this account</DeedButton>
            </div>
          </DeedForm>
        </Panel>
        <Panel title="Or a UPI address">
          <DeedForm intent="upi" className="stack">
            <TextField
              name="vpa"
              label="UPI address"
              placeholder="name@bank"
              autoComplete="off"
              required
              maxLength={160}
            />
            <div>
              <DeedButton variant="outline">Use this address</DeedButton>
            </div>
          </DeedForm>
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="educators" />
