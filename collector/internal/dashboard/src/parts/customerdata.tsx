import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { todayIn } from "../calendar.ts";
import { post, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { useSaving } from "../saving.ts";
import type { Held } from "../shapes/privacy.ts";
import { privacy as words } from "../text/privacy.ts";
import { EraseForm } from "./eraseform.tsx";
import { Erasure } from "./erasure.tsx";
import { HeldCounts } from "./heldcounts.tsx";
import { Wrong } from "./wrong.tsx";

// Found is a customer who was looked up.
export interface Found {
  customer: string;
  held: Held;
}

// CustomerData answers a customer who asks what is held, or to be forgotten.
export function CustomerData(): JSX.Element {
  const { t } = useWorld().format;
  const [found, setFound] = useState<Found>();
  const [went, setWent] = useState<Held>();
  const head = useRef<HTMLHeadingElement>(null);
  const again = (): void => {
    setWent(undefined);
    head.current?.focus();
  };
  return (
    <section class="card privacy" aria-labelledby="customer">
      <h2 id="customer" ref={head} tabIndex={-1}>{t(words.asks)}</h2>
      <p class="muted">{t(words.asksNote)}</p>
      <Erasure key={went ? "begun" : "perhaps"} went={went} again={again} />
      {!went && <LookUp found={setFound} />}
      {!went && found && <Result found={found} erased={(held) => { setFound(undefined); setWent(held); }} />}
    </section>
  );
}

function LookUp({ found }: { found: (found: Found | undefined) => void }): JSX.Element {
  const { format: { t }, site } = useWorld();
  const [text, setText] = useState("");
  const { busy, failure, save } = useSaving(() => undefined);
  const of: Query = [["site", site.name]];
  const submit = (e: SubmitEvent): void => {
    e.preventDefault();
    const customer = text.trim();
    found(undefined);
    save(() => post<Held>("held", { customer }, of).then((held) => found({ customer, held })));
  };
  return (
    <form class="search" onSubmit={submit}>
      <label class="field">{t(words.customer)}<input required dir="auto" autocomplete="off" spellcheck={false} value={text} onInput={(e) => setText(e.currentTarget.value)} /></label>
      <button class="button" disabled={busy}>{t(words.look)}</button>
      <Wrong failure={failure} texts={words} />
    </form>
  );
}

function Result({ found, erased }: { found: Found; erased: (held: Held) => void }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const { customer, held } = found;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [found]);
  const nothing = held.events + held.refused === 0;
  const before = held.erased && format.date(todayIn(site.timezone, new Date(held.erased)));
  return (
    <div class="found">
      <h3 class="like-h2" ref={title} tabIndex={-1}>{t(words.heldOf)} <bdi>{customer}</bdi></h3>
      {before && <p>{t(nothing ? words.wasErased : words.cameAgain, { date: before })}</p>}
      {nothing && !before && <p>{t(words.nothing)}</p>}
      {!nothing && <HeldCounts found={found} />}
      {!nothing && <EraseForm key={customer} customer={customer} erased={erased} />}
    </div>
  );
}
