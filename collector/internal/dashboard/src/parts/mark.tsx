import type { JSX } from "preact";

// Mark is the sign of the product: a way that arrives.
export function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" />
      <path d="M7 22c5 0 4-12 9-12s4 8 9 3" />
      <circle cx="25" cy="12" r="3" />
    </svg>
  );
}
