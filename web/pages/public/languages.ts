/** Languages offered as filters where the answer brings no counts of its own. */
export const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'it', 'ja', 'pt', 'tr', 'zh']
