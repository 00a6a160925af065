import type { BookingWay } from '../api/after.ts'
import styles from './BookingMap.module.css'

/** Where each state stands: column, row. What is usual runs through the middle, from left to right. */
const PLACES: Record<string, [column: number, row: number]> = {
  new: [0, 3],
  requested: [1, 2],
  held: [1, 4],
  confirmed: [2, 3],
  in_progress: [3, 3],
  completed: [4, 3],
  settled: [5, 3],
  declined: [2, 0],
  expired: [2, 6],
  cancelled_by_learner: [3, 1],
  late_cancelled: [3, 5],
  cancelled_by_educator: [4, 0],
  cancelled_by_platform: [4, 6],
  no_show_learner: [4, 4],
  no_show_educator: [4, 2],
  disputed: [5, 1],
  resolved: [5, 0],
}
const [WIDE, HIGH, BOX, TALL] = [176, 62, 148, 34] as const

const words = (state: string) => state.replaceAll('_', ' ')
const centre = (state: string): [x: number, y: number] => {
  const [column, row] = PLACES[state] ?? [0, 6]
  return [column * WIDE + BOX / 2 + 8, row * HIGH + TALL / 2 + 8]
}

/** A line from one box to another: out at the side, bent, in at the side. */
function pathOf(from: string, to: string): string {
  const [x1, y1] = centre(from)
  const [x2, y2] = centre(to)
  if (from === to) {
    const top = y1 - TALL / 2
    return `M ${x1 - 24} ${top} C ${x1 - 24} ${top - 26}, ${x1 + 24} ${top - 26}, ${x1 + 24} ${top}`
  }
  if (x1 === x2) {
    const side = x1 + BOX / 2
    return `M ${side} ${y1} C ${side + 28} ${y1}, ${side + 28} ${y2}, ${side} ${y2}`
  }
  const [start, end] = x1 < x2 ? [x1 + BOX / 2, x2 - BOX / 2] : [x1 - BOX / 2, x2 + BOX / 2]
  const middle = (start + end) / 2
  return `M ${start} ${y1} C ${middle} ${y1}, ${middle} ${y2}, ${end} ${y2}`
}

type Step = { from: string; to: string }

/** The ways of a booking as a picture, drawn from the table; the steps that one has taken stand out. */
export function BookingMap({ ways, steps }: { ways: BookingWay[]; steps: Step[] }) {
  const edges = [...new Map(ways.map((way) => [`${way.from} ${way.to}`, way])).values()]
  const walked = new Set(steps.map(({ from, to }) => `${from} ${to}`))
  const been = new Set(steps.flatMap(({ from, to }) => [from, to]))
  const states = [...new Set(edges.flatMap(({ from, to }) => [from, to]))]
  const said = steps.map(({ to }) => words(to)).join(', then ')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide picture is scrolled by keyboard too
    <section className={styles.scroll} tabIndex={0} aria-label="The ways of a booking">
      <svg
        className={styles.map}
        viewBox={`0 0 ${5 * WIDE + BOX + 44} ${6 * HIGH + TALL + 16}`}
        role="img"
        aria-label={
          said ? `What it went through: ${said}` : 'All ways, as the table below lists them'
        }
      >
        {edges
          .toSorted((a, b) => Number(walked.has(key(a))) - Number(walked.has(key(b))))
          .map((edge) => (
            <path
              key={key(edge)}
              d={pathOf(edge.from, edge.to)}
              className={`${styles.edge} ${walked.has(key(edge)) ? styles.walked : ''}`}
            />
          ))}
        {states.map((state) => {
          const [x, y] = centre(state)
          return (
            <g key={state} className={`${styles.node} ${been.has(state) ? styles.been : ''}`}>
              <rect x={x - BOX / 2} y={y - TALL / 2} width={BOX} height={TALL} rx={8} />
              <text x={x} y={y + 4} textAnchor="middle">
                {words(state)}
              </text>
            </g>
          )
        })}
      </svg>
    </section>
  )
}

const key = ({ from, to }: Step) => `${from} ${to}`
