type Column = Uint8Array | Uint32Array | Int32Array | Float32Array | Float64Array

/** The same column with room for more. */
export function longer<Any extends Column>(column: Any, length: number): Any {
  const next = new (column.constructor as new (length: number) => Any)(length)
  next.set(column as never)
  return next
}
