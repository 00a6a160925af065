import { problems } from '#base'

/** Refusals of the room. */
export const refuse = problems('live', {
  room_not_for_you: {
    status: 403,
    title: 'This room is for the educator and for those who have a seat in the session.',
    retry: 'never',
  },
  room_not_taking_place: {
    status: 409,
    title: 'This session does not take place, so it has no room.',
    retry: 'never',
  },
  room_removed: {
    status: 403,
    title: 'You were asked to leave this room, so you cannot come back to it.',
    retry: 'never',
  },
  room_opens_later: {
    status: 409,
    title: 'The room opens ten minutes before the session begins.',
    retry: 'later',
  },
  room_closed: {
    status: 409,
    title: 'The room closed a quarter of an hour after the session.',
    retry: 'never',
  },
  room_ended: {
    status: 409,
    title: 'The session was ended for everybody.',
    retry: 'later',
  },
  room_full: {
    status: 409,
    title: 'The room is full.',
    retry: 'later',
  },
  room_hosts_only: {
    status: 403,
    title: 'Only the educator or a moderator can do that in the room.',
    retry: 'never',
  },
  room_person_unknown: {
    status: 404,
    title: 'This person is not one of the session.',
    retry: 'never',
  },
  room_host_stays: {
    status: 409,
    title: 'The educator cannot be removed from the room; end the session instead.',
    retry: 'never',
  },
  room_report_unknown: {
    status: 404,
    title: 'There is no report with this id.',
    retry: 'never',
  },
  room_report_closed: {
    status: 409,
    title: 'Somebody has closed this report already.',
    retry: 'never',
  },
  room_report_about_nobody: {
    status: 409,
    title: 'This report names nobody, so nobody can be warned or removed for it.',
    retry: 'after-change',
  },
  meeting_link_unsafe: {
    status: 422,
    title: 'Give the whole address of the meeting; it must begin with https://.',
    retry: 'after-change',
  },
  meeting_service_unset: {
    status: 409,
    title: 'This meeting service is not set up here.',
    retry: 'after-change',
  },
  meeting_setting_wrong: {
    status: 422,
    title: 'The settings of this meeting service are not complete.',
    retry: 'after-change',
  },
  meeting_notice_unsigned: {
    status: 401,
    title: 'This notice of a meeting is not signed with the secret that is set up here.',
    retry: 'never',
  },
  meeting_unreachable: {
    status: 502,
    title: 'The meeting service does not answer. Try again in a moment.',
    retry: 'later',
  },
})
