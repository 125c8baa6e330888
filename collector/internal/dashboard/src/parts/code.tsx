import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { useFormat } from "../context.ts";
import { connect as words } from "../text/connect.ts";

// Code is something to be copied into a program, which is written from left to right in every
// language. Where the browser gives no access to its clipboard, the text is selected.
export function Code({ name, note, text }: { name: string; note?: string; text: string }): JSX.Element {
  const { t } = useFormat();
  const id = useId();
  const code = useRef<HTMLElement>(null);
  const [said, setSaid] = useState<"copied" | "selected">();
  const select = (): void => {
    if (code.current) getSelection()?.selectAllChildren(code.current);
    setSaid("selected");
  };
  const copy = (): void => {
    if (!navigator.clipboard) select();
    else navigator.clipboard.writeText(text).then(() => setSaid("copied"), select);
  };
  return (
    <section class="card" aria-labelledby={id}>
      <div class="code-head">
        <h2 id={id}>{name}</h2>
        <span class="actions"><span role="status" class="small muted">{said && t(words[said])}</span><button type="button" class="button quiet small" onClick={copy} aria-label={t(words.copyOf, { name })}>{t(words.copy)}</button></span>
      </div>
      {note && <p class="muted">{note}</p>}
      <pre dir="ltr" tabIndex={0} aria-label={name}><code ref={code}>{text}</code></pre>
    </section>
  );
}
