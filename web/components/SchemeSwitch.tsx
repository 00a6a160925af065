import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useEffect, useState } from 'react'

/** Light, dark, or as the device has it. */
export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [ready, set] = useState(false)
  useEffect(() => set(true), [])
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label="Colours"
      value={ready ? colorScheme : 'auto'}
      onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
      data={[
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
        { value: 'auto', label: 'Device' },
      ]}
    />
  )
}
