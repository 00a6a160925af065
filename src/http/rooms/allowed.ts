const ROOM_PAGE = /^\/sessions\/[^/?]+\/room(?:\.data)?(?:[?].*)?$/

/**
 * Which of a device's powers a page may use: camera, microphone and screen in the room, and none of them
 * anywhere else, whatever a page should come to hold. https://www.w3.org/TR/permissions-policy/
 */
export function permissionsPolicy(url: string): string {
  const here = ROOM_PAGE.test(url) ? '(self)' : '()'
  const devices = ['camera', 'microphone', 'display-capture']
  const never = ['geolocation', 'payment', 'usb', 'serial', 'hid', 'midi']
  return [...devices.map((one) => `${one}=${here}`), ...never.map((one) => `${one}=()`)].join(', ')
}
