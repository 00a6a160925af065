import { Amount } from '../../../components/Amount.tsx'
import { FactList } from '../../../components/FactList.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { kindName, ownerOf, plain, purposeName } from '../../../format/books.ts'
import { amountOf, instantOf, type SealedEntry } from '../../../proof/entry.ts'
import { useRoot } from '../../../visitor.ts'
import styles from './proof.module.css'

/** What was sealed, in words, and every field as it was sealed. */
export function SealedFields({ entry }: { entry: SealedEntry }) {
  const said = saidIn(entry.metadata)
  return (
    <Panel title="What was sealed" note="These fields have the fingerprint that is proved.">
      <FactList
        facts={[
          ['What happened', kindName(entry.kind ?? '')],
          ['Amount', <Amount key="amount" value={amountOf(entry)} />],
          ['Debited', <Account key="debit" at={entry.debit ?? ''} />],
          ['Credited', <Account key="credit" at={entry.credit ?? ''} />],
          ['When', <Instant key="when" at={instantOf(entry.happened)} />],
          ['Written down', <Instant key="written" at={instantOf(entry.written)} />],
          ['About', `${plain(entry.aboutType ?? '')} ${entry.aboutId ?? ''}`],
          ...said,
        ]}
      />
      <details className={styles.fields}>
        <summary>Every field as it was sealed</summary>
        <FactList
          facts={Object.entries(entry).map(([field, value]) => [
            plain(field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)),
            <span key={field} className={styles.hash}>
              {value ?? 'empty'}
            </span>,
          ])}
        />
      </details>
    </Panel>
  )
}

/** `Wallets: yours`; others by their number, for names are not sealed. */
function Account({ at }: { at: string }) {
  const me = useRoot()?.me.person?.id
  const [owner = '', purpose = ''] = at.split('/')
  const { type, id } = ownerOf(owner)
  if (type === 'platform') return <>{purposeName(purpose)}, of this Stoa</>
  return (
    <>
      {purposeName(purpose)},{' '}
      {id === me ? (
        'yours'
      ) : (
        <span className={styles.hash}>
          {type} {id}
        </span>
      )}
    </>
  )
}

function saidIn(metadata: string | null): [string, string][] {
  try {
    const said = JSON.parse(metadata ?? '{}') as Record<string, unknown>
    return Object.entries(said)
      .filter((line): line is [string, string] => typeof line[1] === 'string')
      .map(([name, words]) => [plain(name.replaceAll(/[A-Z]/g, ' $&').toLowerCase()), words])
  } catch {
    return []
  }
}
