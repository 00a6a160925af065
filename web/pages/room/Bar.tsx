import { Menu, UnstyledButton } from '@mantine/core'
import type { ComponentType, ReactNode } from 'react'
import type { CallState } from './call.ts'
import { canShareScreen } from './devices.ts'
import {
  IconCamera,
  IconCameraOff,
  IconDots,
  IconHand,
  IconMicrophone,
  IconMicrophoneOff,
  IconPeople,
  IconPhoneOff,
  IconScreen,
  IconTalk,
} from './icons.ts'
import styles from './room.module.css'
import type { Own } from './useOwn.ts'

type Icon = ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>

type ToggleProps = {
  icon: Icon
  label: string
  /** What it says under the icon. */
  word: string
  on: boolean
  press: () => void
  /** Switched off stands out: the others do not hear or see you. */
  warns?: boolean
  children?: ReactNode
}

/** A switch: its name stays, and whether it is on is said by aria-pressed, by its colour and by its picture. */
function Toggle({ icon: Picture, label, word, on, press, warns, children }: ToggleProps) {
  return (
    <UnstyledButton
      className={styles.toggle}
      aria-pressed={on}
      aria-label={label}
      data-warns={(warns && !on) || undefined}
      onClick={press}
    >
      <Picture size={22} aria-hidden />
      <span aria-hidden>{word}</span>
      {children}
    </UnstyledButton>
  )
}

export type Open = 'people' | 'talk' | 'report' | null

type BarProps = {
  state: CallState
  own: Own
  open: Open
  setOpen: (open: Open) => void
  unread: number
  host: boolean
  leave: () => void
  end: () => void
}

/** All that can be done, at the thumb. */
export function Bar({ state, own, open, setOpen, unread, host, leave, end }: BarProps) {
  const { microphone, camera, screen, hand } = state.own
  const panel = (which: Exclude<Open, null>) => () => setOpen(open === which ? null : which)
  return (
    <div className={styles.bar} role="toolbar" aria-label="In the room">
      <Toggle
        icon={microphone ? IconMicrophone : IconMicrophoneOff}
        label="Mic (microphone)"
        word="Mic"
        on={microphone}
        press={own.toggleMicrophone}
        warns
      />
      <Toggle
        icon={camera ? IconCamera : IconCameraOff}
        label="Camera"
        word="Camera"
        on={camera}
        press={own.toggleCamera}
        warns
      />
      {canShareScreen() && (
        <Toggle
          icon={IconScreen}
          label="Show my screen"
          word="Screen"
          on={screen}
          press={own.toggleScreen}
        />
      )}
      <Toggle icon={IconHand} label="Raise my hand" word="Hand" on={hand} press={own.toggleHand} />
      <Toggle
        icon={IconPeople}
        label={`People, ${state.others.length + 1} here`}
        word="People"
        on={open === 'people'}
        press={panel('people')}
      />
      <Toggle
        icon={IconTalk}
        label={unread > 0 ? `Chat, ${unread} new` : 'Chat'}
        word="Chat"
        on={open === 'talk'}
        press={panel('talk')}
      >
        {unread > 0 && <span className={styles.unread} aria-hidden />}
      </Toggle>
      <Menu position="top-end" withinPortal>
        <Menu.Target>
          <UnstyledButton className={styles.toggle} aria-label="More">
            <IconDots size={22} aria-hidden />
            <span aria-hidden>More</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen('report')}>Report a problem or a person</Menu.Item>
          {host && (
            <Menu.Item color="bad" onClick={end}>
              End the session for everybody
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <UnstyledButton
        className={styles.toggle}
        data-leave
        aria-label="Leave the room"
        onClick={leave}
      >
        <IconPhoneOff size={22} aria-hidden />
        <span aria-hidden>Leave</span>
      </UnstyledButton>
    </div>
  )
}
