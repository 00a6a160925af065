import { problems } from '#base'

/** What campaigns refuse. */
export const refuse = problems('messaging.campaigns', {
  campaign_unknown: {
    status: 404,
    title: 'There is no such campaign here.',
    retry: 'never',
  },
  campaign_changed: {
    status: 409,
    title: 'Somebody has changed this campaign since you looked. Look at it again.',
    retry: 'after-change',
  },
  campaign_elsewhere: {
    status: 409,
    title: 'That cannot be done with this campaign as it stands now.',
    retry: 'after-change',
  },
  campaign_incomplete: {
    status: 422,
    title: 'Something is missing before this campaign can be sent.',
    retry: 'after-change',
  },
  campaign_ways_differ: {
    status: 422,
    title: 'Both texts of a test must go the same way and be of the same category.',
    retry: 'after-change',
  },
  campaign_way_refused: {
    status: 422,
    title: 'Codes for signing in are not sent by campaigns.',
    retry: 'after-change',
  },
  campaign_subject_refused: {
    status: 422,
    title: 'Only e-mails have a subject.',
    retry: 'after-change',
  },
  campaign_test_refused: {
    status: 422,
    title:
      'A test needs two texts, and how the better one is found: links to click, e-mails to open, what arrives, or your own choice.',
    retry: 'after-change',
  },
  campaign_start_passed: {
    status: 422,
    title: 'This hour has passed already. Choose a later one.',
    retry: 'after-change',
  },
  campaign_start_far: {
    status: 422,
    title: 'A campaign can be planned a year ahead at most.',
    retry: 'after-change',
  },
  campaign_empty: {
    status: 409,
    title: 'Nobody of this audience can be written to.',
    retry: 'after-change',
  },
  campaign_too_many: {
    status: 422,
    title: 'A campaign is sent to 250,000 at most. Divide the audience.',
    retry: 'after-change',
  },
  campaign_short: {
    status: 409,
    title: 'There are not enough message credits for everybody. Nobody was written to.',
    retry: 'after-change',
  },
  campaign_no_test: {
    status: 409,
    title: 'This campaign has no two texts to choose from, or the choice has been made.',
    retry: 'never',
  },
})
