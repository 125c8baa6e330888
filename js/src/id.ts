let latest = 0;
let count = 0;

/**
 * A UUIDv7. Its 12 bits after the time count the ids of one millisecond, so that events keep
 * the order in which they happened. getRandomValues is there on plain HTTP too, randomUUID
 * is not; without either the ids are still unlikely to meet.
 */
export function newID(now: number): string {
  count = now === latest ? (count + 1) & 0xfff : 0;
  latest = now;
  const [a, b] = window.crypto
    ? crypto.getRandomValues(new Uint32Array(2))
    : [Math.random() * 2 ** 32, Math.random() * 2 ** 32];
  const time = hex(now, 12);
  return `${time.slice(0, 8)}-${time.slice(8)}-${hex(0x7000 | count, 4)}-${hex(0x8000 | (a! & 0x3fff), 4)}-${hex(a! >>> 16, 4)}${hex(b!, 8)}`;
}

function hex(n: number, digits: number): string {
  return Math.floor(n).toString(16).padStart(digits, "0");
}
