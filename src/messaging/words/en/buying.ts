import type { ToldOfBuying, Words } from '../../told.ts'

const NOW = '{until, date, moment}'

export const ofBuying: Words<ToldOfBuying> = {
  'package.bought': {
    title: 'Your {lessons} lessons with {educator}',
    body: '{lessons} lessons of {minutes} minutes are yours.{untilKnown, select, yes { Take them until {until, date, moment}.} other {}} Book each one at an hour that suits you.',
  },
  'package.bought.educator': {
    title: '{learner} bought {lessons} lessons with you',
    body: 'Lessons of {minutes} minutes. You earn on each when it has been given.',
  },
  'package.not_opened': {
    title: 'Your package was not opened',
    body: 'Your payment arrived, but its credits were not free any more when the lessons were to be set aside. They are yours: buy the package with them from your wallet when they are there.',
  },
  'package.ending': {
    title: '{lessons, plural, one {One lesson} other {# lessons}} with {educator} end soon',
    body: 'What you have not taken by {until, date, moment} runs out.{extendable, select, yes { You can make the time longer once, on the page of the package.} other {}}',
  },
  'package.extended': {
    title: 'More time for your lessons with {educator}',
    body: `They can be taken until ${NOW} now.`,
  },
  'package.expired': {
    title: '{lessons, plural, one {One lesson} other {# lessons}} with {educator} ran out',
    body: 'The time of your package is over. Lessons that were booked stay booked.',
  },
  'package.ended': {
    title:
      '{byLearner, select, yes {You ended your package with {educator}} other {Your package with {educator} was ended}}',
    body: '{lessons, plural, one {One lesson was} other {# lessons were}} left. {back} went back to you{byLearner, select, yes {: what you had taken was reckoned at the price of single lessons} other {}}.',
  },
  'package.ended.educator': {
    title: '{learner} ended a package of lessons with you',
    body: '{lessons, plural, one {One lesson was} other {# lessons were}} left. What is booked stays booked.',
  },
  'gift.received': {
    title: '{giver} has a gift for you',
    body: 'Dear {name}, {giver} gives you {what, select, package {a package of lessons} seat {a seat in a session} other {{amount}}} on Stoa.{wordsKnown, select, yes { “{words}”} other {}} Take it with this link until {until, date, moment}: {url}',
  },
  'gift.sent': {
    title: 'Your gift for {name} is on its way',
    body: `The letter has gone out. It can be claimed until ${NOW}; after that it comes back to you.`,
  },
  'gift.claimed': {
    title: '{name} has taken your gift',
    body: 'It is in their account now.',
  },
  'gift.expired': {
    title: 'Your gift for {name} came back',
    body: 'Nobody claimed it in time. Its credits are free in your wallet again.',
  },
  'gift.not_given': {
    title: 'Your gift for {name} was not given',
    body: 'Your payment arrived, but its credits were not free any more when they were to be set aside. They are yours: give them from your wallet when they are there.',
  },
}
