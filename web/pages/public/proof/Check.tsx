import { Skeleton } from '@mantine/core'
import { useEffect, useState } from 'react'
import { FactList } from '../../../components/FactList.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Tag, type Tone } from '../../../components/Tag.tsx'
import { type Checked, check, type LogNow, type Step } from '../../../proof/checking.ts'
import type { Proof } from '../../../proof/reading.ts'
import styles from './proof.module.css'
import { SealedFields } from './SealedFields.tsx'

const STATES: Record<Step['state'], [word: string, tone: Tone]> = {
  fits: ['Fits', 'good'],
  differs: ['Does not fit', 'bad'],
  unknown: ['Not looked at', 'plain'],
}

/** Follows a proof in the reader's own browser and says, step by step, what fits and what does not. */
export function Check({ proof, now }: { proof: Proof; now: LogNow | null }) {
  const checked = useCheck(proof, now)
  if (checked === 'impossible') return <Impossible />
  return (
    <div className="stack-wide" style={{ gap: 24 }}>
      <Panel>
        <div className={styles.verdict} role="status">
          {checked === 'working' ? <Working /> : <Verdict proof={proof} checked={checked} />}
        </div>
      </Panel>
      {checked !== 'working' && checked.entry && <SealedFields entry={checked.entry} />}
      {checked !== 'working' && (
        <Panel
          title="How it was checked"
          note="Each step is computed in this browser; nothing is taken on trust but the key."
        >
          <ol className={styles.steps}>
            {checked.steps.map((step) => (
              <StepLine key={step.name} step={step} />
            ))}
          </ol>
        </Panel>
      )}
    </div>
  )
}

function useCheck(proof: Proof, now: LogNow | null): Checked | 'working' | 'impossible' {
  const [checked, setChecked] = useState<Checked | 'working' | 'impossible'>('working')
  useEffect(() => {
    let wanted = true
    if (!globalThis.crypto?.subtle) {
      setChecked('impossible')
      return
    }
    setChecked('working')
    check(proof, now).then(
      (found) => wanted && setChecked(found),
      () => wanted && setChecked('impossible'),
    )
    return () => {
      wanted = false
    }
  }, [proof, now])
  return checked
}

function Working() {
  return (
    <>
      <Skeleton height={28} width={150} radius="xl" />
      <p>Your browser is doing the arithmetic.</p>
      <noscript>
        <p>
          It needs scripts for that. Without them, save the proof and check it with another program:
          the ledger’s manual says how each fingerprint is made.
        </p>
      </noscript>
    </>
  )
}

function Impossible() {
  return (
    <Panel title="This browser cannot check it here">
      <p>
        Browsers do this arithmetic only at addresses that begin with https, and in versions of the
        last years. Nothing is wrong with the proof itself; open this page in another browser.
      </p>
    </Panel>
  )
}

function Verdict({ proof, checked }: { proof: Proof; checked: Checked }) {
  const { block, transfer } = proof
  if (checked.verdict === 'fails') {
    const wrong = checked.steps.filter(({ state }) => state === 'differs')
    return (
      <>
        <Tag tone="bad">Does not hold</Tag>
        <h2>This proof does not hold</h2>
        {wrong.map(({ name, title, says }) => (
          <p key={name}>
            <b>{title}?</b> {says}
          </p>
        ))}
      </>
    )
  }
  if (checked.verdict === 'unsure')
    return (
      <>
        <Tag tone="attention">Not checked to the end</Tag>
        <h2>What could be checked fits</h2>
        <p>One step could not be looked at in this browser; it is named below.</p>
      </>
    )
  return (
    <>
      <Tag tone="good">Holds</Tag>
      <h2>Entry {transfer} stands in the sealed books</h2>
      <p>
        It was sealed in block {block.number} on <Instant at={block.sealedAt} />
        {checked.entry
          ? ', with every field as it is shown here. Had anybody changed one since, this would not add up.'
          : ', and what is sealed there has the fingerprint below. Had anybody changed the entry since, this would not add up.'}
      </p>
    </>
  )
}

function StepLine({ step }: { step: Step }) {
  const [word, tone] = STATES[step.state]
  return (
    <li className={styles.step}>
      <h3>{step.title}</h3>
      <span data-state={step.state}>
        <Tag tone={tone}>{word}</Tag>
      </span>
      <p className={styles.says}>{step.says}</p>
      {step.facts.length > 0 && (
        <details className={styles.figures}>
          <summary>
            The figures<span className="visually-hidden"> of: {step.title}</span>
          </summary>
          <FactList
            facts={step.facts.map(([label, value]) => [
              label,
              <span key={label} className={styles.hash}>
                {value}
              </span>,
            ])}
          />
        </details>
      )}
    </li>
  )
}
