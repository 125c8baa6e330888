import type { Told } from "./told";

/** What was done to products, as GA4 calls it. */
const ACTIONS: Record<string, string> = {
  click: "select_item",
  detail: "view_item",
  add: "add_to_cart",
  remove: "remove_from_cart",
  checkout: "begin_checkout",
  purchase: "purchase",
};
const PROMOTIONS: Record<string, string> = { promoView: "view_promotion", promoClick: "select_promotion" };

/**
 * Translates what shops push for Universal Analytics' Enhanced Ecommerce. Of what a shop adds
 * for itself nothing is taken. The currency is that of the last entry that names one.
 */
export function newEnhanced(): (entry: any) => Told[] {
  let currency: unknown;

  return (entry) => {
    const ecommerce = Object(entry.ecommerce);
    const told: Told[] = [];
    currency = ecommerce.currencyCode || currency;
    if (ecommerce.impressions) {
      const items = itemsOf(ecommerce.impressions);
      told.push(["view_item_list", { currency, item_list_name: items[0]?.item_list_name, items }]);
    }
    for (const action in ACTIONS) {
      const { actionField, products } = Object(ecommerce[action]);
      const { id, affiliation, revenue, tax, shipping, coupon, list, step } = Object(actionField);
      // What a later step of a checkout is about only the shop knows.
      if (ecommerce[action] && !(action === "checkout" && step > 1)) {
        const order = action === "purchase" && { transaction_id: id, affiliation, value: goods(revenue, tax, shipping), tax, shipping, coupon };
        told.push([ACTIONS[action]!, { ...order, currency, item_list_name: list, items: itemsOf(products) }]);
      }
    }
    for (const action in PROMOTIONS) {
      const promotions = Object(ecommerce[action]).promotions;
      if (Array.isArray(promotions)) {
        const items = promotions.map(({ id, name, creative, position }) => ({
          promotion_id: id, promotion_name: name, creative_name: creative, creative_slot: position,
        }));
        told.push([PROMOTIONS[action]!, { ...items[0], items }]);
      }
    }
    return told;
  };
}

/**
 * What the goods cost, which GA4 means by value: Universal Analytics' revenue is all that was
 * paid. Amounts are written with as many decimals as the longest of them.
 */
function goods(revenue: unknown, ...others: unknown[]): unknown {
  const texts = [revenue, ...others.map((other) => other || 0)].map(String);
  const decimals = Math.max(...texts.map((text) => (text.split(".")[1] || "").length));
  const [all, ...less] = texts.map(Number);
  const rest = less.reduce((sum, part) => sum - part, all!);
  return rest >= 0 ? rest.toFixed(decimals) : revenue; // not if one is no number
}

function itemsOf(products: unknown): Record<string, unknown>[] {
  return (Array.isArray(products) ? products : []).map(
    ({ id, name, brand, category, variant, price, quantity, coupon, position, list }) => {
      const item: Record<string, unknown> = {
        item_id: id, item_name: name, item_brand: brand, item_variant: variant,
        price, quantity, coupon, index: position, item_list_name: list,
      };
      // "Home/Textiles/Kilims" is one category below the other, in GA4 five at most.
      String(category || "").split("/", 5).forEach((part, i) => (item["item_category" + (i ? i + 1 : "")] = part || undefined));
      return item;
    },
  );
}
