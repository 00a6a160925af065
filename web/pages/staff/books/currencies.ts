import type { TrialLine } from '../../../api/operating.ts'

/** Currencies that the books hold. */
export const currenciesIn = (lines: TrialLine[]): string[] => [
  ...new Set(lines.filter((line) => line.class !== 'unit').map((line) => line.asset)),
]
