import type { ComponentChildren, JSX } from "preact";
import { useContext, useRef, useState } from "preact/hooks";
import { ChangedContext } from "../context.ts";
import { Once, type Told } from "./once.tsx";

// Changes is what a part of a section does after it has changed something.
export interface Changes {
  // tell shows what was made.
  tell: (told: Told) => void;
  // gone puts the reader to the title of the section, since what they pressed is no longer there.
  gone: () => void;
}

interface Props {
  id: string;
  title: string;
  note: string;
  children: (changes: Changes) => ComponentChildren;
}

// OwnerSection is a list of who or what gets in, with what was made for it a moment ago.
export function OwnerSection({ id, title, note, children }: Props): JSX.Element {
  const changed = useContext(ChangedContext);
  const [told, setTold] = useState<Told>();
  const head = useRef<HTMLHeadingElement>(null);
  const gone = (): void => { head.current?.focus(); changed(); };
  return (
    <section class="card owner" aria-labelledby={id}>
      <h2 id={id} ref={head} tabIndex={-1}>{title}</h2>
      <p class="muted">{note}</p>
      {told && <Once told={told} close={() => { setTold(undefined); head.current?.focus(); }} />}
      {children({ tell: (made) => { setTold(made); changed(); }, gone })}
    </section>
  );
}
