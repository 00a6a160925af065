import type { LoaderFunctionArgs } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { everyItem } from '../../../api/every.ts'
import type { ScorecardLine } from '../../../api/quality.ts'
import { csv, csvFile } from '../../../format/csv.ts'
import { FINDING_NAMES } from '../../../format/quality.ts'

const PAGES = 200

/** Every scorecard as last reckoned, as CSV: shares in percent, ratings in stars. */
export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const { items } = await everyItem<ScorecardLine>(api, '/api/quality/scorecards', {}, PAGES)
  const names = Object.keys(FINDING_NAMES)
  return csvFile(
    'stoa-scorecards.csv',
    csv(
      [
        'Educator',
        'Id',
        'Sessions held',
        ...names.map((name) => FINDING_NAMES[name]!),
        'Middle time to answer, seconds',
        'Ended early',
        'Connection broke often',
        'Not met',
        'Reckoned',
      ],
      items.map(({ name, educatorId, card, findings, reckonedAt }) => [
        name,
        educatorId,
        card.held,
        ...names.map((finding) => {
          const line = card.lines.find((one) => one.name === finding)
          if (!line || line.value === null) return ''
          return line.unit === 'times' ? line.value : line.value / 100
        }),
        card.answerSeconds,
        card.earlyEnds,
        card.disconnects,
        findings.join(' '),
        reckonedAt,
      ]),
    ),
  )
}
