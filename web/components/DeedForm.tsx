import { Alert } from '@mantine/core'
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { useActionData, useFetcher } from 'react-router'
import type { ProblemBody } from '../api/types.ts'
import { faultInWords, faultsInWords } from '../format/faults.ts'
import { capital } from '../format/words.ts'
import type { Outcome } from './deeds.ts'
import { toast } from './toasts.ts'

type State = { busy: boolean; problem: ProblemBody | null; outcome: Outcome | null }
const DeedContext = createContext<State>({ busy: false, problem: null, outcome: null })

/** The state of the form around: sending, refused, done. */
export const useDeed = () => useContext(DeedContext)

const newKey = () => globalThis.crypto.randomUUID()

type DeedFormProps = {
  /** Names the deed among the page's forms. */
  intent: string
  children: ReactNode
  className?: string
  id?: string
  /** Where the form is sent; this page unless said. */
  action?: string
  /** It brings a file. */
  files?: boolean
  /** Leave the refusal to the children. */
  quiet?: boolean
  onDone?: (outcome: Outcome & { ok: true }) => void
}

/**
 * A form that does one thing. It carries a key made here for this deed: sending it again after a lost
 * answer is the same deed; after a definite answer the next one is new. Works without script too.
 */
export function DeedForm({
  intent,
  children,
  className,
  id,
  action,
  files,
  quiet,
  onDone,
}: DeedFormProps) {
  const fetcher = useFetcher<Outcome>()
  const sent = useActionData<Outcome>()
  const [key, setKey] = useState(newKey)
  const handled = useRef<Outcome | null>(null)
  const without = sent && 'intent' in sent && sent.intent === intent ? sent : null
  const outcome = fetcher.data ?? without
  useEffect(() => {
    const latest = fetcher.data
    // Heard as soon as it is there: reading the page again may take this form away.
    if (!latest || handled.current === latest) return
    handled.current = latest
    if (latest.ok || (latest.problem.status > 0 && latest.problem.status < 500)) setKey(newKey())
    if (latest.ok) {
      if (latest.said) toast(latest.said)
      onDone?.(latest)
    }
  }, [fetcher.data, onDone])
  const busy = fetcher.state !== 'idle'
  const problem = !busy && outcome && !outcome.ok ? outcome.problem : null
  return (
    <DeedContext value={{ busy, problem, outcome }}>
      <fetcher.Form
        method="post"
        {...{ className, id, action }}
        {...(files ? { encType: 'multipart/form-data' as const } : {})}
        aria-busy={busy}
      >
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="key" value={key} suppressHydrationWarning />
        {problem && !quiet && <Refusal problem={problem} />}
        {children}
      </fetcher.Form>
    </DeedContext>
  )
}

/** A refusal said where the deed was tried; takes the focus so that it is heard. */
export function Refusal({ problem }: { problem: ProblemBody }) {
  const ref = useRef<HTMLDivElement>(null)
  const title = useId()
  useEffect(() => {
    if (problem) ref.current?.focus()
  }, [problem])
  return (
    <Alert
      ref={ref}
      tabIndex={-1}
      role="alert"
      color="bad"
      variant="light"
      mb="md"
      aria-labelledby={title}
      title={<span id={title}>{problem.title}</span>}
    >
      {detailOf(problem)}
      {problem.code === 'no_answer' ? '' : 'Nothing was changed.'}
      {problem.requestId && problem.status >= 500 ? ` Number for help: ${problem.requestId}` : ''}
    </Alert>
  )
}

/** What is wrong with fields is said as people say it; everything else as it was said. */
function detailOf({ title, detail, errors }: ProblemBody): string {
  if (errors && errors.length > 0) return `${faultsInWords(errors)} `
  return detail && detail !== title ? `${detail} ` : ''
}

/** What the API found wrong with one field, or nothing. */
export function useFieldError(name: string): string | undefined {
  const { problem } = useDeed()
  const found = problem?.errors?.find(
    ({ field }) => field.replace(/^\//, '').replaceAll('/', '.') === name,
  )
  return found && capital(faultInWords(found.message))
}
