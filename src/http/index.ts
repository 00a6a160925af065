/** Stoa over HTTP: parse, call one verb, answer. */
export { type App, type AppOptions, buildApp, type Pages } from './app.ts'
export { type Deps, type Educator, forgetAnswers, type Needs } from './edge.ts'
export { pagesAreBuilt, webPages } from './web.ts'
