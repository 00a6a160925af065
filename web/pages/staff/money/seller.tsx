import { Button } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Seller } from '../../../api/types.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, LongField, SelectField, TextField } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { allZones, zoneToday } from '../../../format/zones.ts'

export const meta = () => [{ title: 'What documents say of us · Stoa' }]
export const clientAction = keepOnFailure

export async function loader({ context }: LoaderFunctionArgs) {
  return { seller: await context.get(apiOf).get<Seller>('/api/seller'), zones: allZones() }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const said = (name: string) => text(form, name) || null
  return attempt('seller', async () => {
    await context.get(apiOf).put('/api/seller', {
      name: text(form, 'name'),
      address: text(form, 'address'),
      country: said('country')?.toUpperCase() ?? null,
      taxId: said('taxId'),
      registration: said('registration'),
      email: said('email'),
      zone: text(form, 'zone'),
    })
    return { said: 'Saved. Documents say so from the next one on; it is in the audit log.' }
  })
}

export default function SellerPage() {
  const { seller, zones } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="What documents say of us"
        lead="Stands at the head of invoices, receipts and credit notes from the next one on. What was issued stays as it is."
        deeds={
          <Button component={Link} to="/operate/documents" variant="outline">
            All documents
          </Button>
        }
      />
      <Panel title="Seller">
        <DeedForm intent="seller" className="stack">
          <TextField name="name" label="Name" defaultValue={seller.name} maxLength={120} required />
          <LongField
            name="address"
            label="Address"
            description="Street, postal code and town, each in a line; not the country."
            defaultValue={seller.address}
            maxLength={400}
          />
          <TextField
            name="country"
            label="Country"
            description="Two letters: DE, IN, US."
            defaultValue={seller.country ?? ''}
            maxLength={2}
            pattern="[A-Za-z]{2}"
          />
          <TextField
            name="taxId"
            label="Tax number"
            description="VAT, GST or EIN."
            defaultValue={seller.taxId ?? ''}
            maxLength={120}
          />
          <TextField
            name="registration"
            label="Registration"
            description="Where the company is registered, and under which number."
            defaultValue={seller.registration ?? ''}
            maxLength={120}
          />
          <TextField
            name="email"
            type="email"
            label="E-mail address for questions"
            defaultValue={seller.email ?? ''}
            maxLength={200}
          />
          <SelectField
            name="zone"
            label="Time zone"
            description="Days on documents, and the year of their numbers, are of this zone."
            defaultValue={zoneToday(seller.zone)}
            data={zones}
          />
          <div>
            <DeedButton>Save</DeedButton>
          </div>
        </DeedForm>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators and finance" />
