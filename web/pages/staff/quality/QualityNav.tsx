import { SubNav } from '../../../components/SubNav.tsx'

/** The rooms of quality. */
export function QualityNav() {
  return (
    <SubNav
      label="Quality"
      pages={[
        { to: '/operate/quality', label: 'Overview', end: true },
        { to: '/operate/quality/educators', label: 'Scorecards' },
        { to: '/operate/quality/queue', label: 'Coaching and appeals' },
        { to: '/operate/quality/audits', label: 'Audits' },
        { to: '/operate/quality/rules', label: 'Measures and checklist' },
      ]}
    />
  )
}
