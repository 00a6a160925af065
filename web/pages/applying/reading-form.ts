import { text } from '../../components/deeds.ts'

/** How many rows a step offers. */
export const ROWS = { native: 2, taught: 4, proofs: 3 }

const all = (form: FormData, name: string) =>
  form.getAll(name).map((value) => (typeof value === 'string' ? value.trim() : ''))

/** A phone number as the API takes it: `+49 30 / 123 456` is `+4930123456`. */
const phone = (written: string) => written.replace(/[\s()./-]/g, '').replace(/^00/, '+')

/** A number, where one is written; nothing where the field is empty. */
const number = (written: string) => (written === '' ? undefined : Number(written))

/** A link as people write it: without `https://` it gets it. */
const link = (written: string) =>
  written === '' ? null : /^[a-z]+:/i.test(written) ? written : `https://${written}`

const STEPS: Record<string, (form: FormData) => Record<string, unknown>> = {
  you: (form) => ({
    kinds: all(form, 'kinds'),
    name: text(form, 'name'),
    ...(text(form, 'email') ? { email: text(form, 'email') } : {}),
    ...(text(form, 'phone') ? { phone: phone(text(form, 'phone')) } : {}),
    ...(text(form, 'country') ? { country: text(form, 'country') } : {}),
  }),
  languages: (form) => {
    const levels = all(form, 'level')
    const taught = all(form, 'taught').map((language, at) => ({ language, level: levels[at] }))
    const named = taught.filter(({ language }) => language !== '')
    const once = new Map(named.map((one) => [one.language, one]))
    return {
      nativeLanguages: [...new Set(all(form, 'native').filter(Boolean))],
      teachingLanguages: [...once.values()],
    }
  },
  experience: (form) => {
    const links = all(form, 'proofLink')
    const proofs = all(form, 'proof').map((what, at) => ({ what, link: link(links[at] ?? '') }))
    return {
      ...(text(form, 'years') ? { yearsTeaching: number(text(form, 'years')) } : {}),
      onlineExperience: text(form, 'online'),
      proofs: proofs.filter(({ what }) => what !== ''),
    }
  },
  times: (form) => ({
    zone: text(form, 'zone'),
    preferredTimes: all(form, 'times').map((one) => {
      const [day, part] = one.split('-')
      return { day: Number(day), part }
    }),
    ...(text(form, 'hours') ? { weeklyHours: number(text(form, 'hours')) } : {}),
  }),
  words: (form) => ({
    introduction: text(form, 'introduction'),
    videoLink: link(text(form, 'video')),
  }),
}

/** What a step's form says, as the API takes it. */
export const fieldsOf = (step: string, form: FormData) => STEPS[step]?.(form) ?? {}
