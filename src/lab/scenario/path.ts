/** The keys of `pool.discipline` or `arrivals[0].load`; undefined where the text is no path. */
export function pathOf(text: string): (string | number)[] | undefined {
  const keys = text.replace(/\[(\d+)\]/g, '.$1').split('.');
  return keys.includes('') ? undefined : keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}
