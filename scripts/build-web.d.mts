/** Makes sure that `web/build` is what the sources say. Gives true when something was built. */
export function buildWeb(options?: { always?: boolean; quiet?: boolean }): Promise<boolean>
