import { useRoot } from '../../visitor.ts'

/** Whether the reader has one of the staff roles; an admin may do whatever any staff may. */
export function useMay(): (...roles: string[]) => boolean {
  const own: readonly string[] = useRoot()?.me.person?.staffRoles ?? []
  return (...roles) => own.includes('admin') || roles.some((role) => own.includes(role))
}
