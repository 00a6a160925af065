import type { ToldOfCases, Words } from '../../told.ts'

export const ofCases: Words<ToldOfCases> = {
  'case.answered': {
    title: 'There is an answer about “{session}”',
    body: '{name} has answered what is asked about {start, date, moment}. Read it in the case; you can still write and hand in files until it is decided.',
  },
  'case.asked': {
    title: 'We have a question about “{session}”',
    body: 'To decide the case about {start, date, moment} we need to know something of you. Please answer by {until, date, moment}; without an answer, this point is lost.',
  },
  'case.message': {
    title: 'A message in the case about “{session}”',
    body: '{name} wrote something about {start, date, moment}.',
  },
  'case.reminder': {
    title: 'Your answer about “{session}” is missing',
    body: 'Please answer by {until, date, moment}. Whoever does not answer in time loses that point.',
  },
  'case.lost': {
    title: 'Nobody answered in time about “{session}”',
    body: '{own, select, yes {You have not answered by the deadline, so this point is lost for you.} other {The other side has not answered by the deadline, so this point is lost for them.}} {ends, select, yes {The case ends as was asked.} other {Somebody of us decides now.}}',
  },
  'case.appealed': {
    title: 'The decision about “{session}” is appealed',
    body: 'Somebody else of us looks at it again, and what they decide is final. Until then you can write and hand in files.',
  },
  'case.overdue': {
    title: 'A case waits for too long: “{session}”',
    body: 'The time for deciding it was over on {until, date, moment}.',
  },
  'tax.form_needed': {
    title: 'We need your tax details before we can pay you',
    body: 'What you have earned waits until you have filled in the tax form. It takes a few minutes, and only our finance staff can see it.',
  },
  'tax.statement': {
    title:
      '{corrected, select, yes {Your corrected statement for {year}} other {Your statement for {year}}}',
    body: 'It lists what you earned, what was paid out and what was withheld in {year}. You find it with your earnings, also as a PDF.',
  },
}
