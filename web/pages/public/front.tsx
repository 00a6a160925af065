import { PageHead } from '../../components/PageHead.tsx'

export default function Front() {
  return <PageHead title="Learn a language with people" lead="Live classes and conversations." />
}
