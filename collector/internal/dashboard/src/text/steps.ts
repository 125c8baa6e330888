import type { Texts } from "./text.ts";

// What the funnel says of visits, carts and persons.
export const steps = {
  intro: {
    en: "How far shoppers get on their way to an order, how long they take, and what stood in their way.",
    fa: "خریداران تا کجای راه سفارش می‌رسند، چقدر طول می‌کشد و چه چیزی سر راهشان بود.",
    ar: "إلى أين يصل المتسوقون في طريقهم إلى الطلب، وكم يستغرقون، وما الذي اعترضهم.",
  },
  unit: { en: "Count", fa: "شمارش", ar: "احسب" },
  session: { en: "Visits", fa: "بازدیدها", ar: "الزيارات" },
  cart: { en: "Carts", fa: "سبدها", ar: "السلات" },
  person: { en: "Persons", fa: "شخص‌ها", ar: "الأشخاص" },
  session_is: { en: "A visit that ends is not taken up again.", fa: "بازدیدی که پایان یافت، ادامه پیدا نمی‌کند.", ar: "الزيارة المنتهية لا تُستأنف." },
  cart_is: { en: "A cart may be filled in one visit and ordered in another.", fa: "سبد می‌تواند در یک بازدید پر و در بازدیدی دیگر سفارش شود.", ar: "قد تُملأ السلة في زيارة وتُطلب في أخرى." },
  person_is: { en: "Who looks on the phone and buys at the desk got through.", fa: "هر که با موبایل دید و با رایانه خرید، به پایان راه رسیده است.", ar: "من شاهد على الهاتف واشترى من الحاسوب فقد أتمّ الطريق." },
  session_lost: {
    en: { one: "{n} visit went no further", other: "{n} visits went no further" },
    fa: "{n} بازدید از این جلوتر نرفت",
    ar: { one: "زيارة واحدة لم تتقدم", two: "زيارتان لم تتقدما", few: "{n} زيارات لم تتقدم", other: "{n} زيارة لم تتقدم" },
  },
  cart_lost: {
    en: { one: "{n} cart went no further", other: "{n} carts went no further" },
    fa: "{n} سبد از این جلوتر نرفت",
    ar: { one: "سلة واحدة لم تتقدم", two: "سلتان لم تتقدما", few: "{n} سلات لم تتقدم", other: "{n} سلة لم تتقدم" },
  },
  person_lost: {
    en: { one: "{n} person went no further", other: "{n} persons went no further" },
    fa: "{n} نفر از این جلوتر نرفت",
    ar: { one: "شخص واحد لم يتقدم", two: "شخصان لم يتقدما", few: "{n} أشخاص لم يتقدموا", other: "{n} شخصًا لم يتقدم" },
  },
  ofFirst: { en: "Of all", fa: "از همه", ar: "من الكل" },
  time: { en: "Time to the next step", fa: "زمان تا گام بعد", ar: "الوقت إلى الخطوة التالية" },
  half: { en: "half of them within {time}", fa: "نیمی در {time}", ar: "نصفهم خلال {time}" },
  most: { en: "nine of ten within {time}", fa: "نه‌دهم در {time}", ar: "تسعة من عشرة خلال {time}" },
  halfHead: { en: "Time, half within", fa: "زمان نیمی", ar: "الوقت، النصف خلال" },
  mostHead: { en: "Time, nine of ten within", fa: "زمان نه‌دهم", ar: "الوقت، تسعة أعشار خلال" },
  tableCaption: { en: "Numbers by step", fa: "عددها به تفکیک گام", ar: "الأعداد حسب الخطوة" },
} satisfies Texts;
