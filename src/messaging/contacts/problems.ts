import { problems } from '#base'

/** Refusals about contacts, what they allowed, and files of them. */
export const refuse = problems('messaging', {
  address_invalid: {
    status: 422,
    title: 'Nothing can be sent to this address.',
    retry: 'after-change',
  },
  contact_unknown: {
    status: 404,
    title: 'There is no such contact here.',
    retry: 'never',
  },
  contact_empty: {
    status: 422,
    title: 'A contact has a name or an address.',
    retry: 'after-change',
  },
  contact_reference_taken: {
    status: 409,
    title: 'Another contact has this reference.',
    retry: 'after-change',
  },
  contact_field_unknown: {
    status: 422,
    title: 'There is no such field for contacts here.',
    retry: 'after-change',
  },
  contact_field_invalid: {
    status: 422,
    title: 'This is not what the field keeps.',
    retry: 'after-change',
  },
  contact_field_taken: {
    status: 409,
    title: 'There is a field of this name already.',
    retry: 'after-change',
  },
  contact_fields_full: {
    status: 409,
    title: 'There are as many fields as there may be. Take one away first.',
    retry: 'after-change',
  },
  contact_field_in_use: {
    status: 409,
    title: 'A group is made by this field. Change the group first.',
    retry: 'after-change',
  },
  group_unknown: {
    status: 404,
    title: 'There is no such group here.',
    retry: 'never',
  },
  group_name_taken: {
    status: 409,
    title: 'There is a group of this name already.',
    retry: 'after-change',
  },
  group_by_rule: {
    status: 409,
    title: 'Who is in this group is decided by its rule. Change the rule instead.',
    retry: 'never',
  },
  group_rule_invalid: {
    status: 422,
    title: 'This rule asks for something that cannot be answered.',
    retry: 'after-change',
  },
  consent_in_the_future: {
    status: 422,
    title: 'Consent was given at some time that has passed.',
    retry: 'after-change',
  },
  recipient_suppressed: {
    status: 409,
    title: 'Nothing is sent to this address: messages came back, or somebody complained.',
    retry: 'never',
  },
  recipient_opted_out: {
    status: 409,
    title: 'They do not want messages of this kind here.',
    retry: 'never',
  },
  recipient_consent_missing: {
    status: 409,
    title: 'They have not agreed to be sent offers here.',
    retry: 'after-change',
  },
  suppression_unknown: {
    status: 404,
    title: 'There is no such suppressed address here.',
    retry: 'never',
  },
  suppression_lifted: {
    status: 409,
    title: 'This address is written to again already.',
    retry: 'never',
  },
  suppression_stays: {
    status: 403,
    title:
      'Whoever complained, or is suppressed for the whole house, is not yours to write to again.',
    retry: 'never',
  },
  mailing_link_unknown: {
    status: 404,
    title: 'This link is not whole. Take it from the message again.',
    retry: 'never',
  },
  contact_file_unknown: {
    status: 404,
    title: 'There is no such file of contacts here.',
    retry: 'never',
  },
  contact_file_unreadable: {
    status: 422,
    title: 'This file cannot be read as a table of contacts.',
    retry: 'after-change',
  },
  contact_file_too_large: {
    status: 413,
    title: 'This file is larger than may be read at once.',
    retry: 'after-change',
  },
  contact_file_begun: {
    status: 409,
    title: 'This file is being read, or has been read already.',
    retry: 'never',
  },
  contact_file_not_running: {
    status: 409,
    title: 'This file is not being read.',
    retry: 'never',
  },
  contact_file_mapping_invalid: {
    status: 422,
    title: 'It is not clear what the columns of the file are.',
    retry: 'after-change',
  },
})
