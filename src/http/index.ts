/** Stoa over HTTP: parse, call one verb, answer. */
export { type App, type AppOptions, buildApp, type Pages } from './app.ts'
export { documentOf } from './describing.ts'
export { problemsPage } from './docs.ts'
export { type Deps, type Educator, forgetAnswers, type Needs } from './edge.ts'
export { postmanOf } from './post.ts'
export { proofAddress } from './proofs.ts'
export { appForReading } from './reading.ts'
export { pagesAreBuilt, webPages } from './web.ts'
