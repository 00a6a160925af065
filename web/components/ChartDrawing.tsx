import '@mantine/charts/styles.layer.css'
import { BarChart, LineChart } from '@mantine/charts'
import { amount } from '../format/money.ts'
import { useReader } from '../format/reader.tsx'
import type { ChartProps } from './Chart.tsx'

const colour = (tone = 'accent') => `var(--${tone})`

/** Loaded only where a chart is shown: the drawing library weighs more than the rest of a page. */
export default function ChartDrawing(props: ChartProps) {
  const { kind, points, series, asset, mark, height = 200 } = props
  const { locale } = useReader()
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const full = (value: number) =>
    asset ? amount({ amount: String(value), asset }, locale) : String(value)
  const data = points.map((point) => ({
    ...point,
    ...Object.fromEntries(series.map(({ name }) => [name, Number(point[name])])),
  }))
  const marked = data.find(({ x }) => x === mark)?.[series[0]?.name ?? '']
  const shared = {
    h: height,
    data,
    dataKey: 'x',
    series: series.map(({ name, label, tone }) => ({ name, label, color: colour(tone) })),
    valueFormatter: full,
    gridAxis: 'x' as const,
    tickLine: 'none' as const,
    strokeDasharray: '0',
    textColor: 'var(--soft)',
    gridColor: 'var(--line)',
    // Where all that is drawn is counted, the axis counts too.
    yAxisProps: {
      width: 48,
      allowDecimals: !counted(data, series),
      tickFormatter: (value: number) => short.format(value),
    },
  }
  if (kind === 'bar')
    return (
      <BarChart
        {...shared}
        maxBarWidth={40}
        tooltipAnimationDuration={0}
        barProps={{ radius: [4, 4, 0, 0], isAnimationActive: false }}
        withLegend={series.length > 1}
        legendProps={{ verticalAlign: 'top', height: 28 }}
        getBarColor={(value, one) =>
          value === marked ? colour('warm') : String(one.color ?? colour())
        }
      />
    )
  const end = data.at(-1) as Record<string, string | number> | undefined
  const isHighest = (name: string) =>
    series.every((other) => Number(end?.[name] ?? 0) >= Number(end?.[other.name] ?? 0))
  return (
    <LineChart
      {...shared}
      curveType="linear"
      strokeWidth={2}
      withDots={false}
      tooltipAnimationDuration={0}
      lineProps={(one) => ({
        isAnimationActive: false,
        label: lastLabel(
          isHighest(String(one.name)),
          series.find(({ name }) => name === one.name)?.label ?? one.name,
          points.length - 1,
          colour(series.find(({ name }) => name === one.name)?.tone),
        ),
      })}
    />
  )
}

const counted = (data: readonly Record<string, unknown>[], series: ChartProps['series']) =>
  data.every((point) => series.every(({ name }) => Number.isInteger(point[name])))

type LabelAt = {
  x?: number | string | undefined
  y?: number | string | undefined
  index?: number | undefined
}

/** Writes the line's name at its last point, so that no legend is needed. */
const lastLabel =
  (above: boolean, label: string, last: number, fill: string) =>
  ({ x, y, index }: LabelAt) =>
    index === last ? (
      <text
        x={Number(x) - 4}
        y={Number(y) + (above ? -8 : 18)}
        fill={fill}
        fontSize={12}
        fontWeight={600}
        textAnchor="end"
      >
        {label}
      </text>
    ) : (
      <g />
    )
