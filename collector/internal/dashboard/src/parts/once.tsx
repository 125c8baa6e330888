import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { useFormat } from "../context.ts";
import { access as words } from "../text/access.ts";
import { Copy } from "./copy.tsx";

// Told is what was made and is told once; the secret is empty where there is none.
export interface Told {
  title: string;
  note: string;
  secret: string;
}

// Once shows a secret until it is put away. It stands in the page and not in a popover, which a
// click elsewhere would close for good.
export function Once({ told, close }: { told: Told; close: () => void }): JSX.Element {
  const { t } = useFormat();
  const id = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const secret = useRef<HTMLElement>(null);
  useEffect(() => title.current?.focus(), [told]);
  return (
    <div class="once" role="group" aria-labelledby={id}>
      <div class="code-head">
        <h3 id={id} ref={title} tabIndex={-1} class="like-h2"><bdi>{told.title}</bdi></h3>
        {told.secret && <Copy name={told.title} text={told.secret} shown={secret} />}
      </div>
      <p>{told.note}</p>
      {told.secret && <pre dir="ltr" tabIndex={0} aria-label={told.title}><code ref={secret}>{told.secret}</code></pre>}
      <p><button type="button" class="button quiet small" onClick={close}>{t(words.done)}</button></p>
    </div>
  );
}
