import { Alert } from '@mantine/core'
import type { StockAlarm } from '../../../api/stock.ts'
import { Instant } from '../../../components/Instant.tsx'
import { useReader } from '../../../format/reader.tsx'
import { ALARM_TITLE, alarmWords } from './stock-words.tsx'

/** What is wrong with stock now; each goes away by itself when it fits again. */
export function Alarms({ alarms }: { alarms: StockAlarm[] }) {
  const { locale } = useReader()
  return alarms.map((alarm) => (
    <Alert
      key={alarm.id}
      color={alarm.kind === 'low' ? 'attention' : 'bad'}
      variant="light"
      mb="md"
      title={ALARM_TITLE[alarm.kind]}
    >
      {alarmWords(alarm, locale)} Since <Instant at={alarm.openedAt} as="short-moment" />.
    </Alert>
  ))
}
