import type { Texts } from "./text.ts";

export const connect = {
  intro: {
    en: "One line in the shop's pages, and the numbers begin. It holds this shop's own key; everybody may see it.",
    fa: "یک خط در صفحه‌های فروشگاه، و اعداد آغاز می‌شوند. کلید همین فروشگاه در آن است و همه می‌توانند آن را ببینند.",
    ar: "سطر واحد في صفحات المتجر وتبدأ الأرقام. فيه مفتاح هذا المتجر، ويجوز للجميع رؤيته.",
  },
  key: { en: "Browser key", fa: "کلید مرورگر", ar: "مفتاح المتصفح" },
  usableBy: { en: "Pages of {origins} may use it.", fa: "صفحه‌های {origins} می‌توانند از آن استفاده کنند.", ar: "يجوز لصفحات {origins} استخدامه." },
  usableByAll: {
    en: "Pages of every shop may use it. Name yours: safar site set {site} --domain shop.example",
    fa: "صفحه‌های هر فروشگاهی می‌توانند از آن استفاده کنند. نشانی خود را بگویید: safar site set {site} --domain shop.example",
    ar: "يجوز لصفحات أي متجر استخدامه. سمِّ متجرك: safar site set {site} --domain shop.example",
  },
  noKey: {
    en: "This shop has no browser key yet. An owner makes one on the page {access}.",
    fa: "این فروشگاه هنوز کلید مرورگر ندارد. مالک می‌تواند آن را در صفحهٔ «{access}» بسازد.",
    ar: "لا مفتاح متصفح لهذا المتجر بعد. ينشئه المالك في صفحة «{access}».",
  },
  orCommand: {
    en: "Whoever runs the collector can also make it with this command:",
    fa: "کسی که سرور سفر را اداره می‌کند با این دستور هم می‌تواند آن را بسازد:",
    ar: "ويمكن لمن يدير الخادم إنشاؤه أيضًا بهذا الأمر:",
  },
  html: { en: "Any page (HTML)", fa: "هر صفحه‌ای (HTML)", ar: "أي صفحة (HTML)" },
  htmlNote: { en: "Into the head of every page.", fa: "در بخش head همهٔ صفحه‌ها.", ar: "في قسم head من كل صفحة." },
  woo: { en: "WooCommerce", fa: "ووکامرس", ar: "ووكومرس" },
  wooNote: {
    en: "Into functions.php of the child theme, or a plugin for snippets. It puts the tag into every page and reports orders, toman as rial. A plugin that fills the dataLayer for Google Analytics makes the second part unnecessary.",
    fa: "در functions.php پوستهٔ فرزند یا افزونهٔ قطعه‌کد. تگ را در همهٔ صفحه‌ها می‌گذارد و سفارش‌ها را گزارش می‌کند، تومان به ریال. اگر افزونه‌ای dataLayer را برای Google Analytics پر می‌کند، بخش دوم لازم نیست.",
    ar: "في functions.php للقالب الابن أو في إضافة للمقتطفات. يضع الوسم في كل صفحة ويبلّغ عن الطلبات، والتومان بالريال. الإضافة التي تملأ dataLayer لـ Google Analytics تغني عن الجزء الثاني.",
  },
  manager: { en: "Tag manager", fa: "مدیریت تگ (GTM)", ar: "مدير الوسوم" },
  managerNote: {
    en: "A tag of the kind “Custom HTML”, fired on all pages. Events in the dataLayer are understood as they are.",
    fa: "تگی از نوع «Custom HTML» که در همهٔ صفحه‌ها اجرا شود. رویدادهای dataLayer همان‌گونه که هستند خوانده می‌شوند.",
    ar: "وسم من نوع «Custom HTML» يعمل في كل الصفحات. تُفهم أحداث dataLayer كما هي.",
  },
  react: { en: "React and Next.js", fa: "ری‌اکت و Next.js", ar: "React و Next.js" },
  reactNote: {
    en: "In Next.js into the layout of the app. Elsewhere in React the line for any page goes into index.html; changes of route are noticed.",
    fa: "در Next.js درون layout برنامه. در دیگر برنامه‌های ری‌اکت همان خط بالا در index.html؛ تغییر مسیر خودش دیده می‌شود.",
    ar: "في Next.js داخل layout التطبيق. وفي غيره من React يوضع السطر العام في index.html؛ ويُلاحظ تغيّر المسار.",
  },
  pinned: { en: "With a checked hash", fa: "با درهم‌سازی بررسی‌شده", ar: "بتحقق من البصمة" },
  pinnedNote: {
    en: "The browser refuses a file that was changed. After an update of the collector this name is gone: change the page with it.",
    fa: "مرورگر پرونده‌ای را که تغییر کرده نمی‌پذیرد. پس از به‌روزرسانی سرور این نام دیگر نیست: صفحه را هم تغییر دهید.",
    ar: "يرفض المتصفح ملفًا تغيّر. بعد تحديث الخادم يزول هذا الاسم: غيّر الصفحة معه.",
  },
  policy: { en: "Content-Security-Policy", fa: "Content-Security-Policy", ar: "Content-Security-Policy" },
  policyNote: {
    en: "Where the shop has one, these sources are all that is needed beside its own. Nothing inline: put the first line of the HTML into a file, or leave it out where the page calls nothing.",
    fa: "اگر فروشگاه چنین سیاستی دارد، همین منبع‌ها کافی است. هیچ چیز درون‌خطی لازم نیست: خط نخست HTML را در یک پرونده بگذارید، یا اگر صفحه چیزی فرا نمی‌خواند حذفش کنید.",
    ar: "إن كان للمتجر سياسة فهذه المصادر كل ما يلزم إلى جانب مصادره. لا شيء مضمّن: ضع السطر الأول من HTML في ملف، أو احذفه حيث لا تستدعي الصفحة شيئًا.",
  },
  check: { en: "Check it", fa: "بررسی", ar: "التحقق" },
  checkNote: {
    en: "This looks at a page as a browser does and says what is wrong. Add ?safar-debug to the address of a page to see what it sends. What has arrived stands in {quality}.",
    fa: "این فرمان صفحه را مانند مرورگر می‌بیند و می‌گوید چه چیزی نادرست است. با افزودن ‎?safar-debug به نشانی صفحه می‌بینید چه می‌فرستد. آنچه رسیده در {quality} است.",
    ar: "ينظر هذا إلى الصفحة كما يفعل المتصفح ويقول ما الخطأ. أضف ‎?safar-debug إلى عنوان الصفحة لترى ما ترسله. وما وصل يظهر في {quality}.",
  },
  copy: { en: "Copy", fa: "رونوشت", ar: "نسخ" },
  copyOf: { en: "Copy: {name}", fa: "رونوشت: {name}", ar: "نسخ: {name}" },
  copied: { en: "Copied", fa: "رونوشت شد", ar: "نُسخ" },
  selected: { en: "Selected: press Ctrl+C", fa: "انتخاب شد: Ctrl+C را بزنید", ar: "حُدّد: اضغط Ctrl+C" },
} satisfies Texts;
