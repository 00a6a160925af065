/**
 * The few icons that pages use, each by its own file: the package's front door holds six thousand and
 * would make every build read them all.
 */
export { default as IconArrowRight } from '@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs'
export { default as IconBell } from '@tabler/icons-react/dist/esm/icons/IconBell.mjs'
export { default as IconBook } from '@tabler/icons-react/dist/esm/icons/IconBook2.mjs'
export { default as IconCalendar } from '@tabler/icons-react/dist/esm/icons/IconCalendarEvent.mjs'
export { default as IconWeek } from '@tabler/icons-react/dist/esm/icons/IconCalendarWeek.mjs'
export { default as IconCheck } from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
export { default as IconCoins } from '@tabler/icons-react/dist/esm/icons/IconCoins.mjs'
export { default as IconHome } from '@tabler/icons-react/dist/esm/icons/IconHome.mjs'
export { default as IconLock } from '@tabler/icons-react/dist/esm/icons/IconLock.mjs'
export { default as IconSearch } from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
export { default as IconSun } from '@tabler/icons-react/dist/esm/icons/IconSun.mjs'
export { default as IconTicket } from '@tabler/icons-react/dist/esm/icons/IconTicket.mjs'
export { default as IconUsers } from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs'
