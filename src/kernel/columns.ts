/** A longer copy of a column; the new places are 0. */
export function grown<Column extends Float64Array | Int32Array>(column: Column, size: number): Column {
  const longer = new (column.constructor as new (size: number) => Column)(size);
  longer.set(column);
  return longer;
}
