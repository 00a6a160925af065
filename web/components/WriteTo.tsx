import { Button } from '@mantine/core'
import { Form } from 'react-router'

/** Opens one's conversation with somebody: with an educator, or, as an educator, with a learner. */
export function WriteTo({
  educator,
  learner,
  name,
}: {
  educator?: string
  learner?: string
  name: string
}) {
  return (
    <Form method="post" action={learner ? '/teach/messages' : '/messages'}>
      <input type="hidden" name="intent" value="open" />
      {educator && <input type="hidden" name="educatorId" value={educator} />}
      {learner && <input type="hidden" name="learnerId" value={learner} />}
      <Button type="submit" variant="outline">
        Write to {name}
      </Button>
    </Form>
  )
}
