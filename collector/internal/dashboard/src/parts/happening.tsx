import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useWorld } from "../context.ts";
import type { Now } from "../shapes/live.ts";
import { events } from "../text/events.ts";
import { live as words } from "../text/live.ts";
import { Bar, largest } from "./bar.tsx";
import { Table } from "./table.tsx";

// Happening is a moment of a shop.
export function Happening({ now }: { now: Now }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const sums = [
    [words.visitors5, format.count(now.visitors_5m)], [words.visitors30, format.count(now.visitors_30m)], [words.carts, format.count(now.carts_open)],
    [words.orders, format.count(now.orders_today)], [words.revenue, format.money(now.revenue_today, now.currency, true)],
  ] as const;
  return (
    <>
      <Aloud now={now} />
      <section class="card"><dl class="sums">{sums.map(([name, text], i) => <div key={i}><dt>{t(name)}</dt><dd>{text}</dd></div>)}</dl></section>
      <Minutes counts={now.events_per_minute} />
      <div class="live-lists">
        <Visitors title={t(words.stages)} rows={now.stages.map((s) => [format.word(s.stage), s.visitors])} />
        <Visitors title={t(words.channels)} rows={now.channels.map((c) => [format.word(c.channel), c.visitors])} />
        <Visitors title={t(words.pages)} rows={now.pages.map((p) => [p.path, p.visitors])} />
      </div>
      <section class="card" aria-labelledby="latest">
        <h2 id="latest">{t(words.latest)}</h2>
        {now.latest.length === 0 ? <p>{t(words.quiet)}</p> : (
          <ol class="latest">
            {now.latest.map((e, i) => (
              <li key={i}><time dateTime={e.time}>{format.hour(e.time, site.timezone)}</time><p>{format.word(e.name, "", events)} <span class="muted">{format.word(e.surface)}{e.path && <> · <bdi>{e.path}</bdi></>}</span></p></li>
            ))}
          </ol>
        )}
      </section>
    </>
  );
}

function Visitors({ title, rows }: { title: string; rows: readonly (readonly [string, number])[] }): JSX.Element {
  const { format } = useWorld();
  const { t } = format;
  const most = largest(rows, ([, n]) => n);
  return (
    <section class="card">
      <h2>{title}</h2>
      {rows.length === 0 ? <p class="muted">{t(words.nobody)}</p> : (
        <Table hideCaption caption={title} rows={rows} id={([name]) => name} columns={[
          { name: title, cell: ([name]) => <bdi>{name}</bdi> },
          { name: t(words.visitors), numeric: true, cell: ([, n]) => <Bar share={n / most}>{format.count(n)}</Bar> },
        ]} />
      )}
    </section>
  );
}

function Minutes({ counts }: { counts: readonly number[] }): JSX.Element {
  const { format } = useWorld();
  const { t } = format;
  const most = Math.max(1, ...counts);
  return (
    <section class="card" aria-labelledby="minutes">
      <h2 id="minutes">{t(words.perMinute)}</h2>
      <div class="minutes" aria-hidden="true">{counts.map((n, i) => <span key={i} style={{ "--part": String(n / most) }} />)}</div>
      <details>
        <summary>{t("asTable")}</summary>
        <Table hideCaption caption={t(words.perMinute)} rows={counts.map((n, i) => ({ n, ago: counts.length - 1 - i })).reverse()} id={(m) => String(m.ago)} columns={[
          { name: t(words.minute), cell: (m) => t(words.ago, { n: m.ago }) },
          { name: t(words.events), numeric: true, cell: (m) => format.count(m.n) },
        ]} />
      </details>
    </section>
  );
}

// calm is how many milliseconds pass between two sentences that are read aloud.
const calm = 30_000;

// Aloud tells who hears the page how things are, now and then and only when they are others.
function Aloud({ now }: { now: Now }): JSX.Element {
  const { t } = useWorld().format;
  const [said, setSaid] = useState("");
  const last = useRef(-calm);
  const text = t(words.aloud, { visitors: now.visitors_5m, orders: now.orders_today });
  useEffect(() => {
    if (performance.now() - last.current < calm || text === said) return;
    last.current = performance.now();
    setSaid(text);
  }, [text, now.time]);
  return <p class="hidden" role="status">{said}</p>;
}
