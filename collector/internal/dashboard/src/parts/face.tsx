import type { JSX } from "preact";
import type { Face as Name } from "../shapes.ts";

// The mouths, from corner to corner, in a face of 48 by 48.
const mouths: Record<Name, string> = {
  angry: "M15 35q9-9 18 0",
  sad: "M16 34q8-6 16 0",
  neutral: "M16 32h16",
  happy: "M15 30q9 8 18 0",
  excited: "M14 28h20q-2 10-10 10t-10-10z",
};

// Face shows a state of mind; the word stands beside it, so it is silent itself.
export function Face({ name }: { name: Name }): JSX.Element {
  return (
    <svg class={`face face-${name}`} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <circle cx="24" cy="24" r="22" />
      {name === "angry" && <path d="M13 15l7 4M35 15l-7 4" />}
      <path d="M17 21v2M31 21v2" class="eyes" />
      <path d={mouths[name]} class="mouth" />
    </svg>
  );
}
