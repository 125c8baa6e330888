// Code generated from package event by go generate ./js; DO NOT EDIT.

/** The names of the vocabulary that a page may report, with what is particular to each. */
interface SafarEvents {
  page_view: SafarParams;
  user_engagement: SafarParams;
  ad_impression: SafarParams & { cost?: string | number };
  ad_click: SafarParams & { cost?: string | number };
  view_promotion: SafarParams;
  select_promotion: SafarParams;
  impression: SafarParams;
  select_content: SafarParams;
  click: SafarParams;
  scroll: SafarParams;
  view_item_list: SafarParams;
  select_item: SafarParams;
  view_item: SafarParams;
  search: SafarParams;
  view_search_results: SafarParams;
  add_to_wishlist: SafarParams;
  compare_items: SafarParams;
  video_start: SafarParams;
  video_complete: SafarParams;
  file_download: SafarParams;
  generate_lead: SafarParams;
  sign_up: SafarParams;
  add_to_cart: SafarParams;
  remove_from_cart: SafarParams;
  view_cart: SafarParams;
  cart_merged: SafarParams & { from_cart_id?: string | number };
  begin_checkout: SafarParams;
  add_shipping_info: SafarParams;
  add_payment_info: SafarParams;
  purchase: SafarParams & { transaction_id: string | number; tax?: string | number; shipping?: string | number; coupon?: string | number; referral_code?: string | number };
  login: SafarParams;
  logout: SafarParams;
  support_started: SafarParams;
  support_ended: SafarParams;
  share: SafarParams;
  referral_shared: SafarParams & { referral_code?: string | number };
  referral_visited: SafarParams & { referral_code?: string | number };
  review_submitted: SafarParams & { rating?: string | number; text?: string | number };
  survey_shown: SafarParams & { survey_id?: string | number; response_id?: string | number; kind?: "nps" | "csat" | "ces" | "reason" | "text"; stage?: "awareness" | "evaluation" | "purchase" | "return" | "advocacy" };
  survey_answered: SafarParams & { survey_id?: string | number; response_id?: string | number; kind: "nps" | "csat" | "ces" | "reason" | "text"; score?: string | number; text?: string | number; reason?: SafarReason; detail?: string | number; stage?: "awareness" | "evaluation" | "purchase" | "return" | "advocacy" };
  survey_dismissed: SafarParams & { survey_id?: string | number; response_id?: string | number; kind?: "nps" | "csat" | "ces" | "reason" | "text"; stage?: "awareness" | "evaluation" | "purchase" | "return" | "advocacy" };
  alert_displayed: SafarParams & { type?: string | number; reason?: SafarReason; detail?: string | number };
  form_start: SafarParams & { form?: string | number; reason?: SafarReason; detail?: string | number };
  form_submit: SafarParams & { form?: string | number; reason?: SafarReason; detail?: string | number };
  form_error: SafarParams & { form?: string | number; field?: string | number; rule?: string | number; digits?: "latin" | "persian" | "arabic"; reason?: SafarReason; detail?: string | number };
  form_abandon: SafarParams & { form?: string | number; last_field?: string | number; reason?: SafarReason; detail?: string | number };
  payment_redirected: SafarParams & { attempt_id?: string | number; reason?: SafarReason; detail?: string | number };
  payment_returned: SafarParams & { attempt_id?: string | number; reason?: SafarReason; detail?: string | number };
  payment_failed: SafarParams & { attempt_id?: string | number; class?: string | number; code?: string | number; retryable?: boolean; reason?: SafarReason; detail?: string | number };
  coupon_denied: SafarParams & { reason?: SafarReason; detail?: string | number };
  out_of_stock: SafarParams & { reason?: SafarReason; detail?: string | number };
  price_changed: SafarParams & { reason?: SafarReason; detail?: string | number };
  price_shown: SafarParams & { shipping?: string | number; tax?: string | number; discount?: string | number; total?: string | number; reason?: SafarReason; detail?: string | number };
  shipping_quoted: SafarParams & { amount?: string | number; serviceable?: boolean; days?: string | number; reason?: SafarReason; detail?: string | number };
  auth_wall: SafarParams & { reason?: SafarReason; detail?: string | number };
  otp_failed: SafarParams & { reason?: SafarReason; detail?: string | number };
  exception: SafarParams & { description?: string | number; fatal?: boolean; reason?: SafarReason; detail?: string | number };
  server_error: SafarParams & { status?: string | number; route?: string | number; reason?: SafarReason; detail?: string | number };
  rage_click: SafarParams & { element?: string | number; reason?: SafarReason; detail?: string | number };
  dead_click: SafarParams & { disabled?: boolean; element?: string | number; reason?: SafarReason; detail?: string | number };
  slow_page: SafarParams & { reason?: SafarReason; detail?: string | number };
  web_vitals: SafarParams & { lcp?: string | number; inp?: string | number; cls?: string | number; reason?: SafarReason; detail?: string | number };
}

type SafarEventName = keyof SafarEvents;

/** What keeps shoppers from buying. */
type SafarReason = "extra_costs" | "forced_account" | "too_long" | "field_error" | "no_delivery" | "slow_delivery" | "trust" | "returns_policy" | "no_payment_method" | "payment_declined" | "gateway_lost" | "site_error" | "coupon_denied" | "out_of_stock" | "price_changed" | "blocked_ui" | "slow_page" | "unknown";
