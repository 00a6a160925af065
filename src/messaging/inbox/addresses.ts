/** `whatsapp:+91…`, `91…` and `+91…` are one number; short codes and names stay as they are. */
export function plainAddress(address: string): string {
  const plain = address.replace(/^whatsapp:/i, '').replace(/[\s()-]/g, '')
  return /^[1-9]\d{9,14}$/.test(plain) ? `+${plain}` : plain
}
