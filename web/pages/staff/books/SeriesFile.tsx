import { useLocation } from 'react-router'

/** What a chart is drawn from, as a file with the filters of its page. */
export function SeriesFile({ file }: { file: string }) {
  const { search } = useLocation()
  return (
    <a href={`/operate/books/${file}.csv${search}`} download>
      as CSV
    </a>
  )
}
