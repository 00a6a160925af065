import {
  Button,
  type ButtonProps,
  NativeSelect,
  type NativeSelectProps,
  PasswordInput,
  type PasswordInputProps,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from '@mantine/core'
import type { ComponentPropsWithoutRef } from 'react'
import { useDeed, useFieldError } from './DeedForm.tsx'

type Named = { name: string }

/** Fields that show what the API found wrong with them. */
export function TextField({ name, ...rest }: Named & TextInputProps) {
  return <TextInput name={name} error={useFieldError(name)} {...rest} />
}

export function PasswordField({ name, ...rest }: Named & PasswordInputProps) {
  return <PasswordInput name={name} error={useFieldError(name)} {...rest} />
}

export function SelectField({ name, ...rest }: Named & NativeSelectProps) {
  return <NativeSelect name={name} error={useFieldError(name)} {...rest} />
}

export function LongField({ name, ...rest }: Named & TextareaProps) {
  return <Textarea name={name} error={useFieldError(name)} autosize minRows={3} {...rest} />
}

/** A code that came by message or letter: a phone offers to fill it in. */
export function CodeField({ label }: { label: string }) {
  return (
    <TextField
      name="code"
      label={label}
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9]{4,9}"
      maxLength={9}
      required
    />
  )
}

/** The button that does it: shows that it is being done, and cannot be pressed twice meanwhile. */
export function DeedButton(props: ButtonProps & ComponentPropsWithoutRef<'button'>) {
  const { busy } = useDeed()
  return <Button type="submit" loading={busy} {...props} />
}
