/** Quality in words and figures. */

type Unit = 'share' | 'stars' | 'times' | 'seconds'

/** A figure as people read it: shares in percent, ratings in stars, times in hours. */
export function qualityFigure(value: number | null, unit: Unit): string {
  if (value === null) return '—'
  if (unit === 'share') return `${Number((value / 100).toFixed(1))} %`
  if (unit === 'stars') return (value / 100).toFixed(2)
  if (unit === 'times') return String(value)
  if (value < 3600) return `${Math.round(value / 60)} min`
  return `${Number((value / 3600).toFixed(1))} h`
}

export const BADGE_NAMES: Record<string, string> = {
  top_rated: 'Top rated',
  dependable: 'Dependable',
  quick: 'Answers quickly',
}

export const FINDING_NAMES: Record<string, string> = {
  completion: 'Took place',
  cancelled: 'Called off by the educator',
  absent: 'Missed by the educator',
  rating: 'Rating',
  answers: 'First messages answered in time',
  punctual: 'Begun on time',
  technical: 'With technical problems',
  reports: 'Reports found right',
  audit: 'Audits',
}

export const SIGNAL_NAMES: Record<string, string> = {
  absence: 'Did not come',
  late: 'Came late',
  early_end: 'Ended early',
  disconnects: 'Connection broke often',
  technical: 'Technical problems',
  report: 'Reported',
}

export const MEASURE_NAMES: Record<string, string> = {
  notice: 'Notice',
  coaching: 'Coaching',
  limits: 'Fewer sessions',
  suspension: 'No new bookings',
  decision: 'Decision: no new bookings',
}

export const HOW_ENDED: Record<string, string> = {
  recovered: 'The numbers are right again',
  over: 'Its time was over',
  lifted: 'Ended by staff',
  appeal: 'Ended on appeal',
}

export const TROUBLE_NAMES: Record<string, string> = {
  sound: 'Sound',
  picture: 'Picture',
  connection: 'The connection broke',
  room: 'The room',
  other: 'Something else',
}

export const reasonsWords = (reasons: readonly string[]): string =>
  reasons.map((name) => FINDING_NAMES[name] ?? name).join(', ')
