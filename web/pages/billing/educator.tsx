import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { keepOnFailure } from '../../components/deeds.ts'
import { titled } from '../../components/meta.ts'
import { BillingPage } from './BillingPage.tsx'
import { billingDeed, readBilling } from './reading.ts'

export const loader = (args: LoaderFunctionArgs) => readBilling(args, 'educator')
export const action = (args: ActionFunctionArgs) => billingDeed(args, 'educator')
export const clientAction = keepOnFailure
export const meta = titled('Billing for teaching')

export default function EducatorBilling() {
  return <BillingPage billing={useLoaderData<typeof loader>()} />
}
