import { type ActionFunctionArgs, redirect } from 'react-router'
import { sign } from './signing.ts'

/** Only by a form: an address that signs people out could be put behind a picture. */
export async function action({ context }: ActionFunctionArgs) {
  await sign(context, '/sign-out', {})
  return redirect('/')
}

export const loader = () => redirect('/')
