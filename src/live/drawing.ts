import { factOf, TRANSITIONS } from './transitions.ts'

/** The ways of a booking as a diagram that Markdown readers draw. */
export function transitionDiagram(): string {
  const ways = new Map<string, Set<string>>()
  for (const { from, to, deed } of TRANSITIONS) {
    if (from === to) continue
    const way = `${from === 'new' ? '[*]' : from} --> ${to}`
    ways.set(way, (ways.get(way) ?? new Set()).add(deed))
  }
  const lines = [...ways].map(([way, deeds]) => `  ${way}: ${[...deeds].join(', ')}`)
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n')
}

/** The table as it stands in docs/bookings.md. */
export function transitionTable(): string {
  const words = (text: string) => text.replaceAll('_', ' ')
  const lines = TRANSITIONS.map((one) =>
    [
      words(one.from),
      words(one.to),
      one.deed,
      one.by.join(', '),
      one.says,
      one.money,
      one.commission,
      one.goodwill ? 'under 24 h' : '',
      one.notice ?? '',
      factOf(one),
    ].join(' | '),
  )
  return [
    '| From | To | Deed | By | When | What was paid | Commission | Goodwill | Notice | Event |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n')
}
