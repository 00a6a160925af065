import { problems } from '#base'

/** What automations and the events that start them refuse. */
export const refuse = problems('messaging.automations', {
  automation_unknown: {
    status: 404,
    title: 'There is no such automation here.',
    retry: 'never',
  },
  automation_changed: {
    status: 409,
    title: 'Somebody has changed this automation since you looked. Look at it again.',
    retry: 'after-change',
  },
  automation_archived: {
    status: 409,
    title: 'This automation was put away.',
    retry: 'never',
  },
  automation_steps_refused: {
    status: 422,
    title:
      'An automation has one to five steps, each with one to three templates, one for each way that is tried.',
    retry: 'after-change',
  },
  automation_condition_refused: {
    status: 422,
    title: 'This condition does not fit what the event says.',
    retry: 'after-change',
  },
  automation_run_unknown: {
    status: 404,
    title: 'There is no such run of this automation.',
    retry: 'never',
  },
  event_name_unknown: {
    status: 422,
    title: 'There is no event of this name. Define it first, or take one of those there are.',
    retry: 'after-change',
  },
  event_name_taken: {
    status: 409,
    title: 'Every organization has an event of this name already.',
    retry: 'after-change',
  },
  event_name_used: {
    status: 409,
    title: 'An automation waits for this event: it cannot be taken away.',
    retry: 'after-change',
  },
  event_schema_refused: {
    status: 422,
    title: 'What the event says cannot be described like this.',
    retry: 'after-change',
  },
  event_data_refused: {
    status: 422,
    title: 'What the event says is not as it is described.',
    retry: 'after-change',
  },
  event_key_reused: {
    status: 409,
    title: 'This key was used for another event.',
    retry: 'never',
  },
  event_contact_needed: {
    status: 422,
    title: 'Say whom the event is about: a contact, an address, or somebody new.',
    retry: 'after-change',
  },
  event_contact_unknown: {
    status: 422,
    title: 'No contact has this address. Give a name and the consent to make one.',
    retry: 'after-change',
  },
  event_media_refused: {
    status: 422,
    title: 'A picture or paper is a PDF, JPEG or PNG of up to 5 MB, or an https address of one.',
    retry: 'after-change',
  },
  media_unknown: {
    status: 404,
    title: 'This picture or paper is not here, or no longer.',
    retry: 'never',
  },
})
