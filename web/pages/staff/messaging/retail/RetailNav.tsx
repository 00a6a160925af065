import { SubNav } from '../../../../components/SubNav.tsx'

/** The desk of retail: prices, packages and how they sell, what takes something off. */
export const RetailNav = () => (
  <SubNav
    label="Prices and packages"
    pages={[
      { to: '/operate/messaging/pricing', label: 'Prices' },
      { to: '/operate/messaging/packages', label: 'Packages', end: true },
      { to: '/operate/messaging/packages/reductions', label: 'Promotions and bundles' },
    ]}
  />
)
