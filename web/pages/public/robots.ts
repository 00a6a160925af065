import type { LoaderFunctionArgs } from 'react-router'
import { visitOf } from '../../api/context.ts'

export const loader = ({ context }: LoaderFunctionArgs) =>
  new Response(
    `User-agent: *\nDisallow: /api/\nDisallow: /home\nDisallow: /wallet\nDisallow: /bookings\nDisallow: /settings\nDisallow: /for-you\nDisallow: /*?*cursor=\nDisallow: /teach\nDisallow: /operate\n\nSitemap: ${context.get(visitOf).origin}/sitemap.xml\n`,
    {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'public, max-age=3600',
      },
    },
  )
