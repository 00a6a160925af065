import { idOf, type Town } from './town.ts'

/** Who says what, how many hours before the end of the history. `by`: the learner or the educator. */
const TALKS: readonly {
  learner: string
  educator: string
  said: readonly (readonly [hours: number, by: 'learner' | 'educator', words: string])[]
}[] = [
  {
    learner: 'maya',
    educator: 'elena',
    said: [
      [200, 'learner', 'Hola Elena! Could we do the past tenses with my own photos next time?'],
      [197, 'educator', 'Claro que sí. Send me three of them, and one sentence for each.'],
      [196, 'learner', 'Perfect. I will bring them on Tuesday at 18:30.'],
      [50, 'learner', 'Is there homework for the 25th? I only found page 12.'],
      [
        46,
        'educator',
        'Page 12, exercises 1 to 6. Write to me at elena@demo.example if they are too easy.',
      ],
    ],
  },
  {
    learner: 'sam',
    educator: 'elena',
    said: [
      [
        30,
        'learner',
        'Hi! I am at A2, perhaps B1. Which class would you start with, for about 25 credits?',
      ],
      [3, 'learner', 'Or shall we talk it over? My number is 0151 234 567 89.'],
    ],
  },
  {
    learner: 'maya',
    educator: 'diego',
    said: [
      [120, 'learner', 'Thank you for yesterday. The word list was gold.'],
      [117, 'educator', 'You talked for half an hour without English. I counted!'],
    ],
  },
  {
    learner: 'sam',
    educator: 'priya',
    said: [
      [90, 'learner', 'Do you also prepare people for a second interview, with a case study?'],
      [88, 'educator', 'Yes. Book the private hour, and bring the case. We go through it twice.'],
    ],
  },
]

const ANSWERS = [
  'Thank you. I will bring a shorter text next time, and more time for questions.',
  'It was a pleasure. The odd question was the best one.',
  'Thank you for coming. Next month we do the same with film scenes.',
] as const

/** What people of the town say to each other and of each other in its last weeks. */
export function speakUp(town: Town): void {
  const { until, agenda, does } = town
  const before = (hours: number) => until.subtract({ minutes: Math.round(hours * 60) })
  const here = (...keys: string[]) => keys.every((key) => town.ids.has(key))
  for (const { learner, educator, said } of TALKS) {
    for (const [hours, by, words] of said) {
      agenda.note(before(hours), async () => {
        if (!here(learner, educator)) return
        const pair = { learner: idOf(town, learner), educator: idOf(town, educator) }
        await does.readMessages(by === 'learner' ? pair.learner : pair.educator, pair)
        const message = await does.write(
          by === 'learner' ? pair.learner : pair.educator,
          pair,
          words,
        )
        if (/my number/i.test(words)) {
          await does.reportMessage(pair.educator, message, 'He wants to meet outside of Stoa.')
        }
      })
    }
  }
  // Some say of their learners how it was, week by week: those reviews need not wait.
  for (let week = 1; week <= 6; week++) {
    agenda.note(before(24 * 7 * week - 20), async () => {
      if (here('elena'))
        await does.rateLearners(idOf(town, 'elena'), 5, 'Well prepared, and brave with mistakes.')
      if (here('diego') && week % 2 === 0)
        await does.rateLearners(idOf(town, 'diego'), 4, 'Good company. Speak up a little more.')
    })
  }
  for (const [index, words] of ANSWERS.entries()) {
    agenda.note(before(24 * (4 + 6 * index)), async () => {
      if (here('elena')) await does.answerReview(idOf(town, 'elena'), words)
    })
  }
  agenda.note(before(24 * 9), async () => {
    if (!here('elena', 'lucia')) return
    const words = 'This is about the sound, not about the class.'
    const report = await does.reportWorst(idOf(town, 'elena'), words)
    if (!report) return
    agenda.note(before(24 * 8), () =>
      does.keepReported(idOf(town, 'lucia'), report, 'An honest opinion about the hour: it stays.'),
    )
  })
  agenda.note(before(20), async () => {
    if (here('diego'))
      await does.reportWorst(idOf(town, 'diego'), 'I think that this was meant for another host.')
  })
}
