import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { keepOnFailure } from '../../components/deeds.ts'
import { titled } from '../../components/meta.ts'
import { BillingPage } from './BillingPage.tsx'
import { billingDeed, readBilling } from './reading.ts'

export const loader = (args: LoaderFunctionArgs) => readBilling(args, 'learner')
export const action = (args: ActionFunctionArgs) => billingDeed(args, 'learner')
export const clientAction = keepOnFailure
export const meta = titled('Billing')

export default function LearnerBilling() {
  return <BillingPage billing={useLoaderData<typeof loader>()} />
}
