import type { Texts } from "./text.ts";

// What is said of dimensions with more values than reports tell apart; by dimension, what to do.
export const overfull = {
  title: { en: "Too many to tell apart", fa: "بیش از آنکه جدا نشان داده شوند", ar: "أكثر من أن تُعرض منفردة" },
  note: {
    en: "Reports tell the {n} most frequent of a kind apart and the others together as “(other)”. No visit and no order is missing from any sum.",
    fa: "گزارش‌ها از هر نوع {n} مورد پرتکرارتر را جدا نشان می‌دهند و بقیه را با هم با نام «(other)». هیچ بازدید و سفارشی از جمع‌ها کم نمی‌شود.",
    ar: "تعرض التقارير الأكثر تكرارًا من كل نوع، وعددها {n}، كلًا على حدة، والبقية معًا باسم «(other)». ولا تنقص أي زيارة أو طلب من أي مجموع.",
  },
  of: { en: "Of what", fa: "از چه", ar: "مِمَّ" },
  values: { en: "Different ones", fa: "موردهای متفاوت", ar: "العدد المختلف" },
  folded: { en: "Told together", fa: "یکجا نشان داده", ar: "معروضة معًا" },
  source: {
    en: "Write the same utm_source for one place in all links. Names you never gave come from strangers or other sites' links.",
    fa: "برای هر جا در همهٔ پیوندها یک utm_source بنویسید. نام‌هایی که شما نداده‌اید از غریبه‌ها یا پیوندهای سایت‌های دیگر می‌آید.",
    ar: "اكتب utm_source واحدًا للمكان نفسه في كل الروابط. وما لم تكتبه أنت من أسماء يأتي من غرباء أو من روابط مواقع أخرى.",
  },
  medium: {
    en: "Use a few words for utm_medium, such as email, sms, cpc.",
    fa: "برای utm_medium چند واژهٔ ثابت به کار ببرید، مانند email، sms و cpc.",
    ar: "استعمل كلمات قليلة ثابتة في utm_medium، مثل email وsms وcpc.",
  },
  campaign: {
    en: "Give all links of a campaign one utm_campaign, without the number of the message or of whom it went to.",
    fa: "به همهٔ پیوندهای یک کمپین یک utm_campaign بدهید، بدون شمارهٔ پیام یا گیرنده.",
    ar: "أعطِ كل روابط الحملة utm_campaign واحدًا، بلا رقم الرسالة أو المرسل إليه.",
  },
  landing_page: {
    en: "Do paths hold order numbers, search words or ids? Put them behind the question mark (?id=…), which is not counted here. Give pages of one kind a touchpoint.",
    fa: "آیا در مسیر صفحه‌ها شمارهٔ سفارش، عبارت جست‌وجو یا شناسه هست؟ آن‌ها را پس از علامت پرسش بگذارید (\u200e?id=…\u200e) که اینجا شمرده نمی‌شود. برای صفحه‌های یک نوع یک نقطهٔ تماس بگذارید.",
    ar: "هل في مسارات الصفحات أرقام طلبات أو كلمات بحث أو معرّفات؟ ضعها بعد علامة الاستفهام (\u200e?id=…\u200e) فهي لا تُحسب هنا. وامنح الصفحات المتشابهة نقطة اتصال واحدة.",
  },
  browser: {
    en: "Nothing, unless an app of yours names itself anew for each device.",
    fa: "هیچ، مگر آنکه برنامهٔ خودتان برای هر دستگاه نام تازه‌ای می‌گوید.",
    ar: "لا شيء، إلا إذا كان تطبيقك يسمّي نفسه باسم جديد لكل جهاز.",
  },
  touchpoint: {
    en: "Name places, not single products, orders or people: one product-card for all products.",
    fa: "جاها را نام ببرید، نه تک‌تک کالاها، سفارش‌ها یا افراد: یک product-card برای همهٔ کالاها.",
    ar: "سمِّ الأماكن لا المنتجات أو الطلبات أو الأشخاص فرادى: اسم product-card واحد لكل المنتجات.",
  },
  product: {
    en: "Nothing: a large shop sells many. The page Products ranks more of them.",
    fa: "هیچ: فروشگاه بزرگ کالای بسیار می‌فروشد. صفحهٔ محصولات شمار بیشتری را رتبه‌بندی می‌کند.",
    ar: "لا شيء: المتجر الكبير يبيع الكثير. وصفحة المنتجات ترتّب عددًا أكبر منها.",
  },
  category: {
    en: "Send the category in item_category, not the product's own name.",
    fa: "در item_category نام دسته را بفرستید، نه نام خود کالا.",
    ar: "أرسل في item_category اسم الفئة لا اسم المنتج نفسه.",
  },
  coupon: {
    en: "Nothing, where each customer has a code of their own. To compare campaigns, send the campaign's name as the coupon.",
    fa: "اگر هر مشتری کد خودش را دارد، هیچ. برای مقایسهٔ کمپین‌ها نام کمپین را در coupon بفرستید.",
    ar: "لا شيء إن كان لكل عميل كود خاص. وللمقارنة بين الحملات أرسل اسم الحملة في coupon.",
  },
  payment_type: {
    en: "Send the method, such as card or wallet, and never the number of a card or payment.",
    fa: "روش پرداخت را بفرستید، مانند card یا wallet، و هرگز شمارهٔ کارت یا پرداخت را نفرستید.",
    ar: "أرسل الوسيلة، مثل card أو wallet، ولا ترسل أبدًا رقم بطاقة أو عملية دفع.",
  },
} satisfies Texts;
