import type { Funnel, Report } from "./shapes.ts";

// Reading is a report made ready to be looked at.
export interface Reading {
  report: Report;
  // silent tells that the period before had no visits, or began before the shop was measured,
  // so that nothing is compared with it.
  silent: boolean;
}

// read leaves out what would mislead: comparisons with a time before the shop was measured,
// and steps of a series that have not come yet, which would look like a breakdown.
export function read(report: Report): Reading {
  const visits = report.metrics.find((m) => m.id === "sessions");
  const silent = visits?.previous?.value === 0 || report.compared?.partial === true;
  const now = Date.parse(report.as_of), today = report.as_of.slice(0, 10);
  const metrics = report.metrics.map((metric) => {
    const { previous, change, series, ...rest } = metric;
    return {
      ...rest,
      ...(silent || previous === undefined ? {} : { previous }),
      ...(silent || change === undefined ? {} : { change }),
      ...(series === undefined ? {} : { series: series.filter(({ start }) => (start.length > 10 ? Date.parse(start) <= now : start <= today)) }),
    };
  });
  return { report: { ...report, metrics }, silent };
}

// readFunnel leaves out comparisons with a time that was not measured as a whole.
export function readFunnel(funnel: Funnel): Funnel {
  if (!funnel.compared?.partial) return funnel;
  return { ...funnel, steps: funnel.steps.map(({ previous: _, ...step }) => ({ ...step, significant: false })) };
}
