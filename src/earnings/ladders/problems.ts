/** Refusals about the rules of tiers. */
export const ofLadders = {
  ladder_changed: {
    status: 409,
    title: 'Somebody has changed the ladders since you looked. Look again first.',
    retry: 'after-change',
  },
  ladder_planned: {
    status: 409,
    title: 'A change of the ladders waits for its day already. Withdraw it first.',
    retry: 'after-change',
  },
  ladder_not_planned: {
    status: 409,
    title: 'This change of the ladders does not wait any more.',
    retry: 'never',
  },
  ladder_same: {
    status: 422,
    title: 'These are the rules that count already.',
    retry: 'after-change',
  },
  ladder_empty: { status: 422, title: 'A ladder needs a lowest rung.', retry: 'after-change' },
  ladder_order: {
    status: 422,
    title: 'Rungs go from Beginner up: Intermediate, Expert, Master, each once.',
    retry: 'after-change',
  },
  ladder_loses_tier: {
    status: 422,
    title: 'A rung that is there stays: educators stand on it, or did.',
    retry: 'after-change',
  },
  share_out_of_bounds: {
    status: 422,
    title: 'A share is between 0 % and 100 %.',
    retry: 'after-change',
  },
  share_falls: {
    status: 422,
    title: 'A higher rung cannot keep less than the one below it.',
    retry: 'after-change',
  },
  need_out_of_bounds: {
    status: 422,
    title: 'Sessions are counted from 0 up, and ratings from 1 to 5 stars.',
    retry: 'after-change',
  },
  lowest_rung_needs: {
    status: 422,
    title: 'The lowest rung asks for nothing: everybody must have a place.',
    retry: 'after-change',
  },
  needs_not_rising: {
    status: 422,
    title: 'Each rung asks for more than the one below it.',
    retry: 'after-change',
  },
  rating_kept_wrong: {
    status: 422,
    title: 'The rating that keeps a rung is there where one is needed, and not above it.',
    retry: 'after-change',
  },
  unknown_benefit: {
    status: 422,
    title: 'No tier can open this: it is not built, or not for educators.',
    retry: 'after-change',
  },
  tier_number_out_of_bounds: {
    status: 422,
    title: 'This number is too small or too large.',
    retry: 'after-change',
  },
} as const
