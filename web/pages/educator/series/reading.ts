import { text } from '../../../components/deeds.ts'

export type Fields = {
  weekdays: number[]
  everyWeeks: number
  time: string
  minutes: number
  fromDay: string
  untilDay: string
  times: string
}

/** A rule as the API takes it. */
export const bodyOf = ({ untilDay, times, ...rule }: Fields) => ({
  weekdays: rule.weekdays,
  everyWeeks: rule.everyWeeks,
  time: rule.time,
  minutes: rule.minutes,
  fromDay: rule.fromDay,
  untilDay: untilDay || null,
  times: times ? Number(times) : null,
})

/** The rule out of its form. */
export function ruleIn(form: FormData, fromDay = text(form, 'fromDay')) {
  const end = text(form, 'end')
  return bodyOf({
    weekdays: form.getAll('weekday').map(Number),
    everyWeeks: Number(text(form, 'everyWeeks')),
    time: text(form, 'time').slice(0, 5),
    minutes: Number(text(form, 'minutes')),
    fromDay,
    untilDay: end === 'day' ? text(form, 'untilDay') : '',
    times: end === 'times' ? text(form, 'times') : '',
  })
}
