/** Badges, featured places and bonuses by rule. Nothing of it enters the ranking's score. */
export { BADGES, type Badge, badgesOf, giveBadges } from './exposure/badges.ts'
export { type Featured, featuredNow, pickFeatured } from './exposure/featuring.ts'
export { exposurePolicy, setExposurePolicy } from './exposure/policy.ts'
