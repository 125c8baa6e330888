import type { Texts } from "./text.ts";

export const products = {
  intro: {
    en: "Which products are looked at, which are bought, and which are left lying in carts.",
    fa: "کدام محصول‌ها دیده می‌شوند، کدام خریده می‌شوند و کدام در سبد می‌مانند.",
    ar: "أي المنتجات تُشاهَد، وأيها يُشترى، وأيها يُترك في السلة.",
  },
  product: { en: "Product", fa: "محصول", ar: "المنتج" },
  viewed: { en: "Viewed", fa: "دیده‌شده", ar: "المشاهدات" },
  added: { en: "Added to cart", fa: "افزوده به سبد", ar: "أضيف إلى السلة" },
  bought: { en: "Bought", fa: "خریده‌شده", ar: "المُشترى" },
  leftBehind: { en: "Left behind", fa: "مانده در سبد", ar: "متروك في السلة" },
  viewToCart: { en: "Viewed, then added", fa: "از دیدن تا سبد", ar: "من المشاهدة إلى السلة" },
  cartToOrder: { en: "In cart, then ordered", fa: "از سبد تا سفارش", ar: "من السلة إلى الطلب" },
  revenue: { en: "Revenue", fa: "درآمد", ar: "الإيرادات" },
  before: { en: "before: {n}", fa: "پیش‌تر: {n}", ar: "سابقًا: {n}" },
  inOrders: {
    en: { one: "in {n} order", other: "in {n} orders" },
    fa: "در {n} سفارش",
    ar: { one: "في طلب واحد", two: "في طلبين", few: "في {n} طلبات", other: "في {n} طلبًا" },
  },
  inCarts: {
    en: { one: "in {n} cart", other: "in {n} carts" },
    fa: "در {n} سبد",
    ar: { one: "في سلة واحدة", two: "في سلتين", few: "في {n} سلات", other: "في {n} سلة" },
  },
  takenOut: {
    en: { one: "{n} taken out again", other: "{n} taken out again" },
    fa: "{n} برداشته‌شده",
    ar: { other: "أُخرج {n} ثانية" },
  },
  ofVisits: {
    en: { one: "of {n} visit", other: "of {n} visits" },
    fa: "از {n} بازدید",
    ar: { one: "من زيارة واحدة", two: "من زيارتين", few: "من {n} زيارات", other: "من {n} زيارة" },
  },
  note: {
    en: "Views, additions and purchases count in the range. Left behind are pieces in carts that were given up. Of visits that viewed a product some added it; of carts with it some became orders. Refunds change nothing here.",
    fa: "دیدن، افزودن و خرید در همین بازه شمرده می‌شوند. مانده یعنی کالاهای سبدهای رهاشده. از بازدیدهایی که محصول را دیدند برخی آن را افزودند و از سبدهای دارای آن برخی سفارش شدند. بازگشت وجه این‌ها را تغییر نمی‌دهد.",
    ar: "تُحسب المشاهدات والإضافات والمشتريات في الفترة. المتروك هو قطع السلات المتخلى عنها. بعض الزيارات التي شاهدت المنتج أضافته، وبعض السلات التي تحويه صارت طلبات. لا يغيّر رد المبالغ شيئًا هنا.",
  },
  empty: {
    en: "No product was viewed, added or bought in this range.",
    fa: "در این بازه هیچ محصولی دیده، افزوده یا خریده نشده است.",
    ar: "لم يُشاهد أي منتج أو يُضف أو يُشترَ في هذه الفترة.",
  },
  emptyNext: {
    en: "The shop has to say which products its pages show: send view_item, add_to_cart and purchase with their items.",
    fa: "فروشگاه باید بگوید صفحه‌هایش چه محصولی را نشان می‌دهند: رویدادهای view_item و add_to_cart و purchase را با items بفرستید.",
    ar: "على المتجر أن يذكر المنتجات التي تعرضها صفحاته: أرسل view_item وadd_to_cart وpurchase مع items.",
  },
} satisfies Texts;
