import type { JSX } from "preact";
import { useAnswer } from "../answer.ts";
import { chapters, type Chapter } from "../chapters.ts";
import { get, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import type { Format } from "../format.ts";
import type { Item, Timeline } from "../shapes/people.ts";
import { events } from "../text/events.ts";
import { people as words } from "../text/people.ts";
import type { Row } from "../text/text.ts";
import { Link } from "./link.tsx";
import { PageFrame, Skeleton } from "./pageframe.tsx";

// Story tells what happened to one person, so that it can be read aloud.
export function Story(): JSX.Element {
  const { format, view, site } = useWorld();
  const { t } = format;
  const question: Query = [["site", site.name], ...(view.kind ? [["kind", view.kind] as [string, string]] : [])];
  const answer = useAnswer(view.person + view.kind, (signal) => get<Timeline>("journeys/" + encodeURIComponent(view.person), question, signal), () => false);
  const value = answer.value;
  return (
    <PageFrame title={view.person} intro={value ? t(words[value.person.kind]) : "\u00a0"} heeds="nothing" answer={answer} skeleton={<Skeleton />}>
      {value && (
        <article key="story" class="card story">
          <p><Link to={{ person: "", kind: "" }}>{t(words.back)}</Link></p>
          <p>
            {t(words.summary, { visits: t("visits", { n: value.sessions }), orders: t("orderCount", { n: value.orders }), first: day(value.first, format, site.timezone), last: day(value.last, format, site.timezone) })}
            {value.orders > 0 && <> {t(words.worth, { value: [[value.revenue, value.currency] as const, ...value.currencies.map((c) => [c.value, c.currency] as const)].filter(([amount]) => Number(amount) !== 0).map(([amount, currency]) => format.money(amount, currency)).join(" + ") })}</>}
          </p>
          {value.truncated && <p class="muted">{t(words.truncated)}</p>}
          {chapters(value.items).map((chapter) => <Part key={chapter.key} chapter={chapter} />)}
        </article>
      )}
    </PageFrame>
  );
}

function day(instant: string, format: Format, zone: string): string {
  return format.date(new Intl.DateTimeFormat("en-CA-u-ca-gregory-nu-latn", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date(instant)));
}

function Part({ chapter }: { chapter: Chapter }): JSX.Element {
  const { format, site } = useWorld();
  const { t } = format;
  const began = chapter.visit?.detail;
  const notes = [
    format.word(chapter.surface),
    began?.device && format.word(began.device),
    began?.channel && t(words.from, { channel: [format.word(began.channel), began.campaign].filter(Boolean).join(comma(format)) }),
    began?.pageviews && t(words.pages, { n: began.pageviews }),
    began?.seconds && t(words.stayed, { time: format.seconds(Number(began.seconds)) }),
  ].filter(Boolean);
  return (
    <section class={chapter.session === null ? "chapter apart" : "chapter"}>
      <h2>{t(words.heading, { what: chapter.session === null ? t(words.noVisit) : t(words.visit, { n: chapter.session }), day: day(chapter.start, format, site.timezone) })}</h2>
      <p class="muted small">{notes.join(" · ")}</p>
      <ol>
        {chapter.items.map((item, i) => (
          <li key={i} data-type={item.type}>
            <time dateTime={item.time}>{format.hour(item.time, site.timezone)}</time>
            <p><strong>{phrase(item, format)}</strong>{details(item, format).map((text, n) => <span key={n}>{n === 0 ? ": " : " · "}<bdi>{text}</bdi></span>)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

// comma stands between the names of a list.
function comma({ direction }: Format): string {
  return direction === "rtl" ? "، " : ", ";
}

// phrase says what somebody did. What friction was met with is said by its reason.
function phrase(item: Item, format: Format): string {
  if (item.type === "answer" && item.detail.kind) return format.word("kind_" + item.detail.kind, "", words);
  if (item.type === "friction" && item.detail.reason) return format.word(item.detail.reason);
  return format.word(item.name, "", events);
}

// rules are what can be wrong with an entry, where more can be said than that it is.
const rules = new Map<string, Row>([["refused", words.rule_refused], ["valueMissing", words.rule_valueMissing], ["message", words.rule_message]]);

// details are the small facts of an item, the most telling first.
function details({ type, detail, touchpoint }: Item, format: Format): string[] {
  const { t } = format;
  return [
    detail.score !== undefined ? format.count(detail.score) : "",
    type === "answer" && detail.reason ? format.word(detail.reason) : "",
    detail.place ?? "",
    detail.digits ? format.word("digits_" + detail.digits, "", words) : "",
    detail.rule ? t(rules.get(detail.rule) ?? words.rule_other) : "",
    detail.text ? t(words.said, { text: detail.text }) : "",
    detail.products?.join(comma(format)) ?? "",
    detail.value && detail.currency ? format.money(detail.value, detail.currency) : "",
    type !== "session" && detail.campaign ? detail.campaign : "",
    detail.transaction_id ? t(words.orderNumber, { id: detail.transaction_id }) : "",
    !detail.products && detail.path ? detail.path : "",
    touchpoint ?? "",
    detail.cancelled ? t(words.cancelledLater) : "",
    detail.recovered ? t(words.recovered) : "",
  ].filter((text) => text !== "");
}
