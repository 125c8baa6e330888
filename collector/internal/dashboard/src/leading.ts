import type { Metric, Stage } from "./shapes.ts";

// What stands in front in each stage: the metrics that merchants look for, the first of them
// large. All others wait behind a button.
export const order: Record<Stage, readonly string[]> = {
  awareness: ["visitors", "sessions", "new_visitor_rate", "pageviews", "ctr"],
  evaluation: ["engagement_rate", "time_on_site", "product_view_rate", "add_to_cart_rate", "lead_conversion_rate", "bounce_rate"],
  purchase: ["conversion_rate", "revenue", "orders", "aov", "cart_abandonment_rate", "checkout_abandonment_rate"],
  return: ["repeat_purchase_rate", "returning_customer_rate", "retention_rate", "csat", "ces", "repeat_90d_rate"],
  advocacy: ["nps", "referral_rate", "reviews", "shares", "mentions"],
};

// leading parts the metrics of a stage. One with a goal always stands in front.
export function leading(stage: Stage, metrics: readonly Metric[]): { first: Metric[]; rest: Metric[] } {
  const own = metrics.filter((m) => m.stage === stage);
  const named = order[stage].flatMap((id) => own.filter((m) => m.id === id));
  const others = own.filter((m) => !named.includes(m));
  return {
    first: [...named, ...others.filter((m) => m.goal !== undefined)],
    rest: others.filter((m) => m.goal === undefined),
  };
}
