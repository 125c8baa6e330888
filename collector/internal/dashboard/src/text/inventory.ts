import type { Part } from "../shapes/inventory.ts";
import type { Row, Texts } from "./text.ts";

export const inventory = {
  intro: {
    en: "Everything that the database holds: of whom it is, how long it stays, and what becomes of it when a customer is erased.",
    fa: "هر آنچه در پایگاه داده هست: از چه کسی است، تا کی می‌ماند و هنگام پاک کردن مشتری چه می‌شود.",
    ar: "كل ما تحفظه قاعدة البيانات: عمّن هو، وإلى متى يبقى، وما مصيره حين يُمحى عميل.",
  },
  whose: { en: "Of whom", fa: "از چه کسی", ar: "عمّن" },
  long: { en: "How long", fa: "تا کی", ar: "إلى متى" },
  erase: { en: "When a customer is erased", fa: "هنگام پاک کردن مشتری", ar: "حين يُمحى عميل" },
  tables: { en: "Tables and columns (in English)", fa: "جدول‌ها و ستون‌ها (به انگلیسی)", ar: "الجداول والأعمدة (بالإنجليزية)" },
  tablesOf: { en: "{part}: tables and columns", fa: "{part}: جدول‌ها و ستون‌ها", ar: "{part}: الجداول والأعمدة" },
  toErase: { en: "Erase a customer, or choose how long events are kept", fa: "پاک کردن مشتری یا انتخاب مدت نگه‌داری", ar: "محو عميل أو اختيار مدة الحفظ" },
} satisfies Texts;

const visitors = { en: "Visitors and customers", fa: "بازدیدکنندگان و مشتریان", ar: "الزوار والعملاء" };
const users = { en: "Those who sign in here", fa: "کسانی که اینجا وارد می‌شوند", ar: "من يسجّلون الدخول هنا" };
const shop = { en: "The shop", fa: "فروشگاه", ar: "المتجر" };
const nobody = { en: "Nobody", fa: "هیچ‌کس", ar: "لا أحد" };
const deleted = { en: "It is deleted.", fa: "پاک می‌شود.", ar: "يُحذف." };
const stays = { en: "It stays: it names no customer.", fa: "می‌ماند: نام مشتری در آن نیست.", ar: "يبقى: لا يسمّي عميلًا." };
const untilRemoved = { en: "Until somebody removes it", fa: "تا وقتی کسی حذفش کند", ar: "حتى يحذفه أحد" };

// parts say of each part of the inventory what it is, whose, for how long, and what erasing does.
export const parts: Record<Part, { name: Row; what: Row; whose: Row; long: Row; erase: Row }> = {
  events: {
    name: { en: "What visitors did", fa: "کارهای بازدیدکنندگان", ar: "ما فعله الزوار" },
    what: {
      en: "Each page, click, search, cart, order and answer as it was sent: when, on which page, by which visitor or customer id, with which device, from which country, with which products and amounts.",
      fa: "هر صفحه، کلیک، جست‌وجو، سبد، سفارش و پاسخ، همان‌گونه که فرستاده شد: کی، در کدام صفحه، با کدام شناسهٔ بازدیدکننده یا مشتری، با چه دستگاهی، از کدام کشور، با چه محصول و مبلغی.",
      ar: "كل صفحة ونقرة وبحث وسلة وطلب وإجابة كما أُرسلت: متى، وفي أي صفحة، وبأي معرّف زائر أو عميل، وبأي جهاز، ومن أي بلد، وبأي منتجات ومبالغ.",
    },
    whose: visitors,
    long: {
      en: "As long as the shop says, and longer, as it says too, for orders, answers and what they hang on; what robots, trials and staff did 30 days",
      fa: "تا وقتی فروشگاه بگوید؛ سفارش‌ها و پاسخ‌ها و آنچه به آن‌ها وابسته است بیشتر، آن هم تا وقتی فروشگاه بگوید؛ رویدادهای ربات‌ها، آزمایش‌ها و کارکنان ۳۰ روز",
      ar: "ما دام المتجر يقول؛ والطلبات والإجابات وما يتعلق بها أطول، كما يقول المتجر أيضًا؛ وما فعلته الروبوتات والتجارب والموظفون ٣٠ يومًا",
    },
    erase: deleted,
  },
  figures: {
    name: { en: "Visits, carts, orders", fa: "بازدیدها، سبدها، سفارش‌ها", ar: "الزيارات والسلات والطلبات" },
    what: {
      en: "What is computed from that: a row for each visit, cart, checkout, order, answer and message. The reports add these up.",
      fa: "آنچه از آن محاسبه می‌شود: یک سطر برای هر بازدید، سبد، تسویه، سفارش، پاسخ و پیام. گزارش‌ها این‌ها را جمع می‌زنند.",
      ar: "ما يُحسب من ذلك: سطر لكل زيارة وسلة ودفع وطلب وإجابة ورسالة. والتقارير تجمعها.",
    },
    whose: visitors,
    long: { en: "As long as the shop says for its orders", fa: "تا وقتی فروشگاه برای سفارش‌هایش بگوید", ar: "ما دام المتجر يقول عن طلباته" },
    erase: { en: "It is computed anew without the customer.", fa: "بدون آن مشتری دوباره محاسبه می‌شود.", ar: "يُحسب من جديد من دون العميل." },
  },
  refused: {
    name: { en: "Refused events", fa: "رویدادهای ردشده", ar: "الأحداث المرفوضة" },
    what: {
      en: "The latest that did not fit the rules, with what was wrong and without the ids of visitor and customer.",
      fa: "تازه‌ترین رویدادهایی که با قاعده‌ها نخواندند، با شرح خطا و بدون شناسهٔ بازدیدکننده و مشتری.",
      ar: "أحدث ما خالف القواعد، مع بيان الخطأ ومن دون معرّف الزائر والعميل.",
    },
    whose: visitors,
    long: { en: "30 days, and at most 10,000 of a shop", fa: "۳۰ روز، و حداکثر ۱۰٬۰۰۰ از هر فروشگاه", ar: "٣٠ يومًا، و١٠٬٠٠٠ لكل متجر على الأكثر" },
    erase: deleted,
  },
  erased: {
    name: { en: "Who was erased", fa: "پاک‌شدگان", ar: "من مُحوا" },
    what: {
      en: "Hashes that name nobody: by them what is sent late of an erased customer is not taken, and an older backup forgets them too.",
      fa: "درهم‌سازی‌هایی که نام کسی را نمی‌گویند: با آن‌ها آنچه دیر از یک پاک‌شده فرستاده شود پذیرفته نمی‌شود و نسخهٔ پشتیبان قدیمی هم او را فراموش می‌کند.",
      ar: "بصمات لا تسمّي أحدًا: بها لا يُقبل ما يصل متأخرًا عن عميل مُحي، وتنساه النسخة الاحتياطية الأقدم أيضًا.",
    },
    whose: visitors,
    long: { en: "For ever", fa: "همیشه", ar: "إلى الأبد" },
    erase: { en: "A line is added.", fa: "یک سطر افزوده می‌شود.", ar: "يُضاف سطر." },
  },
  people: {
    name: { en: "Accounts", fa: "حساب‌ها", ar: "الحسابات" },
    what: {
      en: "E-mail addresses, roles, hashes of passwords, and in which browsers somebody is signed in.",
      fa: "نشانی ایمیل، نقش، درهم‌سازی گذرواژه، و این که هر کس در کدام مرورگرها وارد شده است.",
      ar: "عناوين البريد والأدوار وبصمات كلمات المرور، وفي أي متصفحات سُجّل الدخول.",
    },
    whose: users,
    long: { en: "Until somebody is removed; being signed in at most 90 days", fa: "تا حذف شخص؛ ورود حداکثر ۹۰ روز", ar: "حتى يُحذف الشخص؛ والدخول ٩٠ يومًا على الأكثر" },
    erase: stays,
  },
  audit: {
    name: { en: "What was changed", fa: "چه تغییر کرد", ar: "ما الذي تغيّر" },
    what: { en: "Who came in, and who changed what.", fa: "چه کسی وارد شد و چه کسی چه چیزی را تغییر داد.", ar: "من دخل ومن غيّر ماذا." },
    whose: users,
    long: { en: "13 months", fa: "۱۳ ماه", ar: "١٣ شهرًا" },
    erase: { en: "It tells that somebody was erased, and not who.", fa: "می‌گوید کسی پاک شد، نه چه کسی.", ar: "يذكر أن أحدًا مُحي، لا من هو." },
  },
  shop: {
    name: { en: "The shop's own settings", fa: "تنظیمات فروشگاه", ar: "إعدادات المتجر" },
    what: {
      en: "Settings, keys, share links, goals, notes, personas, touchpoints, surveys.",
      fa: "تنظیمات، کلیدها، پیوند‌های اشتراک، هدف‌ها، یادداشت‌ها، پرسوناها، نقطه‌های تماس، نظرسنجی‌ها.",
      ar: "الإعدادات والمفاتيح وروابط المشاركة والأهداف والملاحظات والشخصيات ونقاط الاتصال والاستبيانات.",
    },
    whose: shop,
    long: untilRemoved,
    erase: stays,
  },
  secrets: {
    name: { en: "Secrets of hashing", fa: "رازهای درهم‌سازی", ar: "أسرار البصمات" },
    what: {
      en: "Random numbers with which ids are made unreadable. Without that of its day, nobody can tell a visitor without consent again.",
      fa: "عددهای تصادفی که شناسه‌ها با آن‌ها ناخوانا می‌شوند. بی راز همان روز، کسی بازدیدکننده‌ای را که رضایت نداده بازنمی‌شناسد.",
      ar: "أرقام عشوائية تُجعل بها المعرّفات غير مقروءة. ومن دون سر يومه لا يُعرف زائر لم يوافق ثانية.",
    },
    whose: nobody,
    long: { en: "Those of a day until 48 hours after it, the others for ever", fa: "رازهای یک روز تا ۴۸ ساعت پس از آن، بقیه همیشه", ar: "أسرار اليوم حتى ٤٨ ساعة بعده، وغيرها إلى الأبد" },
    erase: stays,
  },
  work: {
    name: { en: "Counts and sums", fa: "شمارش‌ها و جمع‌ها", ar: "الأعداد والمجاميع" },
    what: {
      en: "How many events came, sums that make reports quick, and how far work has come.",
      fa: "چند رویداد آمد، جمع‌هایی که گزارش‌ها را سریع می‌کنند، و این که کارها تا کجا پیش رفته‌اند.",
      ar: "كم حدثًا وصل، ومجاميع تسرّع التقارير، وإلى أين بلغ العمل.",
    },
    whose: nobody,
    long: { en: "Sums until 40 days after their last use, counts for ever", fa: "جمع‌ها تا ۴۰ روز پس از آخرین استفاده، شمارش‌ها همیشه", ar: "المجاميع حتى ٤٠ يومًا بعد آخر استخدام، والأعداد إلى الأبد" },
    erase: { en: "Sums with the customer in them go; what was received stays counted.", fa: "جمع‌هایی که مشتری در آن‌هاست می‌روند؛ شمار دریافت‌شده‌ها می‌ماند.", ar: "تذهب المجاميع التي فيها العميل؛ ويبقى عدد ما وصل." },
  },
};
