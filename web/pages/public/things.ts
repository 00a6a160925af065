import type { EducatorDetail, SessionDetail } from '../../api/types.ts'
import { stars } from '../../components/meta.ts'
import { educatorPath, sessionPath } from '../../format/addresses.ts'
import { teacherName } from '../../format/words.ts'

/** What pages tell search engines, by schema.org. */

/** A session for which one can meet: lessons of one learner are nobody else's business. */
export function eventOf(origin: string, session: SessionDetail): object {
  const url = `${origin}${sessionPath(session)}`
  const who = {
    '@type': 'Person',
    name: session.educator.name,
    url: `${origin}${educatorPath(session.educator)}`,
  }
  const left = session.state === 'published' && session.seatsLeft > 0
  return {
    '@type': 'Event',
    name: session.title,
    description: session.description || session.title,
    startDate: session.start,
    endDate: session.end,
    eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
    eventStatus: `https://schema.org/${session.state === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
    location: { '@type': 'VirtualLocation', url },
    image: `${origin}/share.png`,
    organizer: who,
    performer: who,
    maximumAttendeeCapacity: session.capacity,
    remainingAttendeeCapacity: session.seatsLeft,
    inLanguage: session.language,
    offers: {
      '@type': 'Offer',
      // A price in credits is no price in money, so it is not called one.
      ...(session.priceMoney
        ? { price: session.priceMoney.amount, priceCurrency: session.priceMoney.asset }
        : {}),
      url,
      availability: `https://schema.org/${left ? 'InStock' : 'SoldOut'}`,
      ...(session.opensAt ? { validFrom: session.opensAt } : {}),
    },
  }
}

/** An educator's page. Stars stand on it only where people have given them. */
export function profileOf(origin: string, educator: EducatorDetail): object {
  const url = `${origin}${educatorPath(educator)}`
  return {
    '@type': 'ProfilePage',
    url,
    mainEntity: {
      '@type': 'Person',
      '@id': url,
      name: educator.name,
      url,
      ...(educator.headline || educator.about
        ? { description: educator.headline || educator.about.slice(0, 300) }
        : {}),
      knowsLanguage: educator.languages,
      jobTitle: teacherName(educator.kinds[0] ?? 'class'),
      ...stars(educator.rating, educator.reviewCount),
    },
  }
}
