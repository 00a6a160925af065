/** What was found about a seat, in words for everybody. */
const FOUND: Record<string, string> = {
  took_place: 'Both were there for at least half of the time.',
  learner_absent: 'The learner was not there in the first minutes, and the educator waited.',
  educator_absent: 'The educator was not there in the first ten minutes.',
  neither_stayed: 'The learner was not there, and the educator did not wait.',
  outage: 'The room could not be reached meanwhile, so nobody is called absent.',
  unclear: 'They were there, but not both for half of the time.',
  not_measured: 'Nobody was measured in our room.',
}

export const foundWords = (outcome: string): string => FOUND[outcome] ?? outcome

/** The same in a word or two, for rosters. */
const SHORT: Record<string, string> = {
  took_place: 'Took place',
  learner_absent: 'Learner absent',
  educator_absent: 'Educator absent',
  neither_stayed: 'Neither stayed',
  outage: 'Room was out',
  unclear: 'Being asked',
  not_measured: 'Not measured',
}

export const foundShort = (outcome: string): string => SHORT[outcome] ?? outcome

/** `52 min` */
export const minutesOf = (seconds: number): string => `${Math.floor(seconds / 60)} min`
