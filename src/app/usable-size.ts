/** A serial line says 0x0, or nothing: then it is taken for what terminals were. */
export function usableSize({columns, rows}: {readonly columns?: number; readonly rows?: number}) {
	return {columns: columns || 80, rows: rows || 24};
}
