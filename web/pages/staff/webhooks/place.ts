import { useParams } from 'react-router'

type Params = Readonly<{ organizationId?: string | undefined }>

/** Whose receivers these pages show: an organization's where the address names one, else the operator's. */
export const placeOf = ({ organizationId }: Params) =>
  organizationId
    ? {
        api: `/api/organizations/${organizationId}/event-receivers`,
        page: `/institution/${organizationId}/webhooks`,
        who: 'owners and administrators of this organization',
      }
    : { api: '/api/event-receivers', page: '/operate/webhooks', who: 'administrators' }

export const usePlace = () => placeOf(useParams() as Params)
