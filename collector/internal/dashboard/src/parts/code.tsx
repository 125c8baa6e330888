import type { JSX } from "preact";
import { useId, useRef } from "preact/hooks";
import { Copy } from "./copy.tsx";

// Code is something to be copied into a program, which is written from left to right in every
// language.
export function Code({ name, note, text }: { name: string; note?: string; text: string }): JSX.Element {
  const id = useId();
  const code = useRef<HTMLElement>(null);
  return (
    <section class="card" aria-labelledby={id}>
      <div class="code-head">
        <h2 id={id}>{name}</h2>
        <Copy name={name} text={text} shown={code} />
      </div>
      {note && <p class="muted">{note}</p>}
      <pre dir="ltr" tabIndex={0} aria-label={name}><code ref={code}>{text}</code></pre>
    </section>
  );
}
