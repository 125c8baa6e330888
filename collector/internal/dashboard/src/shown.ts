// What strangers wrote may hold characters that show nothing, or that turn the direction of
// what stands beside them: with those one name passes for another, and "paid 10" for "paid
// 01". Here they become marks that name them, such as ‹U+202E›.

// hidden are controls, embeddings, overrides and isolates of direction, spaces of no width,
// fillers and tags.
const hidden = "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u2028-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\u{e0000}-\\u{e0fff}";

// Persian and Arabic, Indian scripts and emoji are written with joiners, one at a time, also
// beside a word of another script. Between letters that never join they only hide.
const apart = "\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}0-9\\p{P}\\p{Z}";
const joiners = `(?<=^|[${apart}])[\\u200c\\u200d]+(?=[${apart}]|$)|[\\u200c\\u200d]{2,}`;
// What chooses between forms of a sign does nothing to a letter.
const forms = `(?<=[${apart}\\p{Script=Arabic}])[\\ufe00-\\ufe0f]+`;

const unseen = new RegExp(`[${hidden}]+|${joiners}|${forms}`, "gu");
// Accents may be piled up until they cover the lines above; no language needs more than these.
const piled = /(\p{M}{4})\p{M}+/gu;
// What nearly all texts are made of needs no second look.
const plain = /^[\t\n\r -~\u00a0-\u00ac\u00ae-\u02ff\u0600-\u064a\u0660-\u06d5\u200e\u200f\u2010-\u2027\u202f\u2030-\u205e]*$/;

// host is the name of a host in an address.
const host = /(?<=:\/\/)[^\s/?#@:\\]+/gu;

// shown is a text as it may stand on a page.
export function shown(text: string): string {
  return plain.test(text) ? text : text.replace(host, hostShown).replace(unseen, mark).replace(piled, "$1");
}

// mark names the first of some characters, and says how many there are.
function mark(characters: string): string {
  const [first = "", ...more] = characters;
  const code = (first.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `‹U+${code}${more.length > 0 ? `+${more.length}` : ""}›`;
}

// hostShown is a name of a host as its address is written, in ASCII: letters of other alphabets
// look like ours. What is no host is left as it is.
export function hostShown(name: string): string {
  if (!/[^ -~]/.test(name) || !/^[^\s/?#@:\\]+\.[^\s/?#@:\\]+$/.test(name)) return name;
  try {
    return new URL("https://" + name).hostname;
  } catch {
    return name;
  }
}
