import { notifications } from '@mantine/notifications'

/** A short word that something was done. Refusals stand where the deed was tried, never here. */
export function toast(message: string): void {
  notifications.show({
    message,
    autoClose: 6_000,
    withBorder: true,
    color: 'good',
    closeButtonProps: { 'aria-label': 'Close' },
  })
}
