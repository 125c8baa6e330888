import type { JSX } from "preact";

const width = 100;
const height = 28;
const margin = 3;

interface Props {
  values: readonly (number | null)[]; // null is a step without data, which leaves a gap
  marks?: readonly number[]; // steps to which somebody has written a note
}

// Sparkline draws a course of values. It is silent, since a table beside it says the same.
export function Sparkline({ values, marks = [] }: Props): JSX.Element | null {
  const known = values.filter((v) => v !== null);
  if (known.length < 2) return null;
  const low = Math.min(0, ...known), high = Math.max(...known);
  const scale = high === low ? 0 : (height - 2 * margin) / (high - low);
  const x = (i: number): number => round((i * width) / (values.length - 1));
  const y = (v: number): number => round(height - margin - (v - low) * scale);
  const line = runs(values).map((run) => "M" + run.map(([i, v]) => `${x(i)} ${y(v)}`).join("L")).join("");
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {marks.map((i) => <path key={i} class="sparkmark" d={`M${x(i)} 0V${height}`} vector-effect="non-scaling-stroke" />)}
      <path d={line} vector-effect="non-scaling-stroke" />
    </svg>
  );
}

// runs are the stretches without a gap. One value alone becomes a short stroke.
function runs(values: readonly (number | null)[]): [number, number][][] {
  const out: [number, number][][] = [];
  let run: [number, number][] = [];
  values.forEach((v, i) => {
    if (v === null) {
      run = [];
      return;
    }
    if (run.length === 0) out.push(run);
    run.push([i, v]);
  });
  return out.map((r) => (r.length === 1 && r[0] ? [r[0], [r[0][0] + 0.3, r[0][1]]] : r));
}

function round(n: number): number {
  return Math.round(n * 100) / 100;
}
