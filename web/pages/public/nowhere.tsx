import { data } from 'react-router'
import { PageError } from '../../components/states.tsx'

export function loader() {
  throw data(null, { status: 404 })
}

export const action = loader

export default function Nowhere() {
  return null
}

export const ErrorBoundary = PageError
