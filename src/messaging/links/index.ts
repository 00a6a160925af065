/** Short links: addresses of ours that lead elsewhere, and how often they were followed. */
export { type Clicks, clicksOf, countClick, type LinkWish, linkAt, makeLinks } from './links.ts'
export { addressesIn, asShortened, LINK_PATH, leadsTo, withAddresses } from './shortening.ts'
