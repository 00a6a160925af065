import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../api/context.ts'
import type { RetailCatalogue } from '../../../../api/retail.ts'
import { keepOnFailure } from '../../../../components/deeds.ts'
import { SelectField } from '../../../../components/fields.tsx'
import { PageHead } from '../../../../components/PageHead.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { PageError } from '../../../../components/states.tsx'
import { OfferForm } from './OfferForm.tsx'
import { organizationsOf } from './organizations.ts'
import { RetailNav } from './RetailNav.tsx'
import { retailDeed } from './retail-deeds.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'New package · Stoa' }]
export const action = (args: ActionFunctionArgs) => retailDeed(args)

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [catalogue, organizations] = await Promise.all([
    api.get<RetailCatalogue>('/api/message-retail/offers'),
    organizationsOf(api),
  ])
  return { catalogue, organizations }
}

/** A package or top-up for everybody, or one made for an organization. */
export default function NewPackagePage() {
  const { catalogue, organizations } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="New package"
        lead="Say what it holds and what it costs; what a sale leaves stands beside it while you type."
      />
      <RetailNav />
      <Panel>
        <OfferForm intent="new-offer" button="Put it on sale" catalogue={catalogue}>
          <SelectField
            name="kind"
            label="Kind"
            data={[
              { value: 'package', label: 'Package' },
              { value: 'topup', label: 'Top-up' },
            ]}
          />
          <SelectField
            name="organization"
            label="For whom"
            data={[
              { value: '', label: 'Everybody' },
              ...organizations.map(({ id, name }) => ({ value: id, label: `Only ${name}` })),
            ]}
          />
        </OfferForm>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
