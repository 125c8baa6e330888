import type { JSX } from "preact";
import { todayIn } from "../calendar.ts";
import { postForFile } from "../client.ts";
import { useWorld } from "../context.ts";
import { keepFile } from "../keepfile.ts";
import { useSaving } from "../saving.ts";
import type { Row } from "../text/text.ts";
import { privacy as words } from "../text/privacy.ts";
import type { Found } from "./customerdata.tsx";
import { Wrong } from "./wrong.tsx";

// HeldCounts say how much is held of a customer, and hand it out.
export function HeldCounts({ found: { customer, held } }: { found: Found }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const { busy, failure, save } = useSaving(() => undefined);
  const day = (instant: string): string => format.date(todayIn(site.timezone, new Date(instant)));
  const counts: [name: Row, n: number, more: string][] = [
    [words.events, held.events, t(words.eventsAre)],
    [words.orders, held.orders, held.value.map((sum) => format.money(sum.value, sum.currency)).join(" + ")],
    [words.browsers, held.browsers, ""],
    [words.answers, held.answers, ""],
    [words.refused, held.refused, ""],
  ];
  return (
    <>
      {held.first && held.last && <p>{t(words.span, { from: day(held.first), to: day(held.last) })}</p>}
      <dl class="sums">
        {counts.map(([name, n, more]) => <div key={t(name)}><dt>{t(name)}</dt><dd>{format.count(n)}{more && n > 0 && <small>{more}</small>}</dd></div>)}
      </dl>
      <p class="small muted">{t(words.shared)}</p>
      <p class="actions">
        <button type="button" class="button quiet" disabled={busy} onClick={() => save(() => postForFile("held/file", { customer }, [["site", site.name]]).then((file) => keepFile(file, `safar-${site.name}-customer.json`)))}>{t(words.takeOut)}</button>
      </p>
      <p class="small muted">{t(words.takeOutNote)}</p>
      <Wrong failure={failure} />
    </>
  );
}
