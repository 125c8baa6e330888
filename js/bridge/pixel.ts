import type { Told } from "./told";

/** Shopify's customer events, as GA4 calls them. */
const NAMES: Record<string, string> = {
  product_viewed: "view_item",
  collection_viewed: "view_item_list",
  search_submitted: "search",
  product_added_to_cart: "add_to_cart",
  product_removed_from_cart: "remove_from_cart",
  cart_viewed: "view_cart",
  checkout_started: "begin_checkout",
  checkout_shipping_info_submitted: "add_shipping_info",
  payment_info_submitted: "add_payment_info",
  checkout_completed: "purchase",
};

/**
 * Translates what custom pixels hand on of Shopify's customer events: the event's data as it is,
 * or what the pixel has picked of it. Only what is named here is taken; who buys is not. What
 * has none of these names is not translated.
 */
export function pixel(entry: any): Told[] | undefined {
  const name = NAMES[entry.event];
  if (!name) {
    return undefined;
  }
  const { cartLine: line, cart, checkout, collection, searchResult, productVariant: variant } = Object(entry.data);
  const whole = checkout || cart || line || variant;
  const total = checkout ? checkout.subtotalPrice : whole?.cost?.totalAmount || variant?.price;
  const lines = checkout?.lineItems || cart?.lines || collection?.productVariants || (whole && [whole]);
  const order = name === "purchase" && {
    transaction_id: tail(checkout?.order?.id),
    tax: checkout?.totalTax?.amount,
    shipping: checkout?.shippingLine?.price?.amount,
  };
  return [[name, whole || collection || searchResult ? {
    ...order,
    cart_id: tail(cart?.id),
    currency: checkout?.currencyCode || total?.currencyCode,
    value: total?.amount,
    shipping_tier: checkout?.delivery?.selectedDeliveryOptions?.[0]?.title,
    coupon: checkout?.discountApplications?.find?.(({ type }: any) => type === "DISCOUNT_CODE")?.title,
    item_list_id: tail(collection?.id),
    item_list_name: collection?.title,
    search_term: searchResult?.query,
    items: Array.isArray(lines) ? lines.map(itemOf) : undefined,
  } : picked(entry)]];
}

/** What Shopify's own example of a pixel for a tag manager picks. */
function picked({ orderId, currency, subtotal, value, total_cost, tax, shipping, query, product_id, product_title, price, quantity }: any) {
  return {
    transaction_id: tail(orderId),
    currency,
    value: subtotal ?? value ?? total_cost,
    tax,
    shipping,
    search_term: query,
    items: product_title ? [{ item_id: tail(product_id), item_name: product_title, price, quantity }] : undefined,
  };
}

/** A line of a cart or an order, or a variant of a product. */
function itemOf(line: any) {
  const { id, sku, title, price, product } = line.merchandise || line.variant || line;
  return {
    item_id: tail(product?.id) || sku,
    variant_id: tail(id),
    sku,
    item_name: product?.title || line.title,
    item_variant: title,
    item_brand: product?.vendor,
    item_category: product?.type,
    price: price?.amount,
    quantity: line.quantity,
  };
}

/** The number at the end of an id such as gid://shopify/Order/1001?key=..., else the id. */
function tail(id: unknown): string | undefined {
  return id == null ? undefined : String(id).replace(/^gid:.*\/|\?.*/g, "");
}
