/** The steps of the form, in their order. */
export const STEPS = [
  { step: 'you', label: 'You' },
  { step: 'languages', label: 'Languages' },
  { step: 'experience', label: 'Experience' },
  { step: 'papers', label: 'Certificates' },
  { step: 'times', label: 'Times' },
  { step: 'words', label: 'Introduction' },
  { step: 'check', label: 'Check and send' },
] as const
export type Step = (typeof STEPS)[number]['step']

export const ADDRESS = '/teach-with-us/application'

export const stepFrom = (asked: string | null): Step =>
  STEPS.find(({ step }) => step === asked)?.step ?? 'you'

export function stepAfter(step: Step): Step {
  const at = STEPS.findIndex((one) => one.step === step)
  return STEPS[Math.min(at + 1, STEPS.length - 1)]!.step
}
