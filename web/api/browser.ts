import { type Api, createApi } from './client.ts'

/** The API from the browser itself, for what takes longer than a page may: as the person signed in. */
export const browserApi: Api = createApi(async ({ method, path, headers, body }) => {
  const answer = await fetch(path, { method, headers, ...(body === undefined ? {} : { body }) })
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: await answer.text(),
  }
})
