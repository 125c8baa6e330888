/*! Safar's dashboard, MIT. Contains Preact, MIT, (c) 2015-present Jason Miller. */
import{F as u,K as $,L as b,R as e,T as k,d as h,g,ia as x,j as y,ja as _,s as d,y as w}from"./chunk.WMYPJ76S.js";var a={intro:{en:"One line in the shop's pages, and the numbers begin. It holds this shop's own key; everybody may see it.",fa:"یک خط در صفحه‌های فروشگاه، و اعداد آغاز می‌شوند. کلید همین فروشگاه در آن است و همه می‌توانند آن را ببینند.",ar:"سطر واحد في صفحات المتجر وتبدأ الأرقام. فيه مفتاح هذا المتجر، ويجوز للجميع رؤيته."},key:{en:"Browser key",fa:"کلید مرورگر",ar:"مفتاح المتصفح"},usableBy:{en:"Pages of {origins} may use it.",fa:"صفحه‌های {origins} می‌توانند از آن استفاده کنند.",ar:"يجوز لصفحات {origins} استخدامه."},usableByAll:{en:"Pages of every shop may use it. Name yours: safar site set {site} --domain shop.example",fa:"صفحه‌های هر فروشگاهی می‌توانند از آن استفاده کنند. نشانی خود را بگویید: safar site set {site} --domain shop.example",ar:"يجوز لصفحات أي متجر استخدامه. سمِّ متجرك: safar site set {site} --domain shop.example"},noKey:{en:"This shop has no browser key. Whoever runs the collector can make one: safar key add --site {site} --kind browser",fa:"این فروشگاه کلید مرورگر ندارد. کسی که سرور سفر را اداره می‌کند می‌تواند بسازد: safar key add --site {site} --kind browser",ar:"لا مفتاح متصفح لهذا المتجر. يستطيع من يدير الخادم إنشاءه: safar key add --site {site} --kind browser"},html:{en:"Any page (HTML)",fa:"هر صفحه‌ای (HTML)",ar:"أي صفحة (HTML)"},htmlNote:{en:"Into the head of every page.",fa:"در بخش head همهٔ صفحه‌ها.",ar:"في قسم head من كل صفحة."},woo:{en:"WooCommerce",fa:"ووکامرس",ar:"ووكومرس"},wooNote:{en:"Into functions.php of the child theme, or a plugin for snippets. It puts the tag into every page and reports orders, toman as rial. A plugin that fills the dataLayer for Google Analytics makes the second part unnecessary.",fa:"در functions.php پوستهٔ فرزند یا افزونهٔ قطعه‌کد. تگ را در همهٔ صفحه‌ها می‌گذارد و سفارش‌ها را گزارش می‌کند، تومان به ریال. اگر افزونه‌ای dataLayer را برای Google Analytics پر می‌کند، بخش دوم لازم نیست.",ar:"في functions.php للقالب الابن أو في إضافة للمقتطفات. يضع الوسم في كل صفحة ويبلّغ عن الطلبات، والتومان بالريال. الإضافة التي تملأ dataLayer لـ Google Analytics تغني عن الجزء الثاني."},manager:{en:"Tag manager",fa:"مدیریت تگ (GTM)",ar:"مدير الوسوم"},managerNote:{en:"A tag of the kind “Custom HTML”, fired on all pages. Events in the dataLayer are understood as they are.",fa:"تگی از نوع «Custom HTML» که در همهٔ صفحه‌ها اجرا شود. رویدادهای dataLayer همان‌گونه که هستند خوانده می‌شوند.",ar:"وسم من نوع «Custom HTML» يعمل في كل الصفحات. تُفهم أحداث dataLayer كما هي."},react:{en:"React and Next.js",fa:"ری‌اکت و Next.js",ar:"React و Next.js"},reactNote:{en:"In Next.js into the layout of the app. Elsewhere in React the line for any page goes into index.html; changes of route are noticed.",fa:"در Next.js درون layout برنامه. در دیگر برنامه‌های ری‌اکت همان خط بالا در index.html؛ تغییر مسیر خودش دیده می‌شود.",ar:"في Next.js داخل layout التطبيق. وفي غيره من React يوضع السطر العام في index.html؛ ويُلاحظ تغيّر المسار."},pinned:{en:"With a checked hash",fa:"با درهم‌سازی بررسی‌شده",ar:"بتحقق من البصمة"},pinnedNote:{en:"The browser refuses a file that was changed. After an update of the collector this name is gone: change the page with it.",fa:"مرورگر پرونده‌ای را که تغییر کرده نمی‌پذیرد. پس از به‌روزرسانی سرور این نام دیگر نیست: صفحه را هم تغییر دهید.",ar:"يرفض المتصفح ملفًا تغيّر. بعد تحديث الخادم يزول هذا الاسم: غيّر الصفحة معه."},policy:{en:"Content-Security-Policy",fa:"Content-Security-Policy",ar:"Content-Security-Policy"},policyNote:{en:"Where the shop has one, these sources are all that is needed beside its own. Nothing inline: put the first line of the HTML into a file, or leave it out where the page calls nothing.",fa:"اگر فروشگاه چنین سیاستی دارد، همین منبع‌ها کافی است. هیچ چیز درون‌خطی لازم نیست: خط نخست HTML را در یک پرونده بگذارید، یا اگر صفحه چیزی فرا نمی‌خواند حذفش کنید.",ar:"إن كان للمتجر سياسة فهذه المصادر كل ما يلزم إلى جانب مصادره. لا شيء مضمّن: ضع السطر الأول من HTML في ملف، أو احذفه حيث لا تستدعي الصفحة شيئًا."},check:{en:"Check it",fa:"بررسی",ar:"التحقق"},checkNote:{en:"This looks at a page as a browser does and says what is wrong. Add ?safar-debug to the address of a page to see what it sends. What has arrived stands in {quality}.",fa:"این فرمان صفحه را مانند مرورگر می‌بیند و می‌گوید چه چیزی نادرست است. با افزودن ‎?safar-debug به نشانی صفحه می‌بینید چه می‌فرستد. آنچه رسیده در {quality} است.",ar:"ينظر هذا إلى الصفحة كما يفعل المتصفح ويقول ما الخطأ. أضف ‎?safar-debug إلى عنوان الصفحة لترى ما ترسله. وما وصل يظهر في {quality}."},copy:{en:"Copy",fa:"رونوشت",ar:"نسخ"},copyOf:{en:"Copy: {name}",fa:"رونوشت: {name}",ar:"نسخ: {name}"},copied:{en:"Copied",fa:"رونوشت شد",ar:"نُسخ"},selected:{en:"Selected: press Ctrl+C",fa:"انتخاب شد: Ctrl+C را بزنید",ar:"حُدّد: اضغط Ctrl+C"}};function i({name:n,note:r,text:o}){let{t}=$(),c=y(),f=g(null),[p,l]=h(),s=()=>{f.current&&getSelection()?.selectAllChildren(f.current),l("selected")},m=()=>{navigator.clipboard?navigator.clipboard.writeText(o).then(()=>l("copied"),s):s()};return e("section",{class:"card","aria-labelledby":c,children:[e("div",{class:"code-head",children:[e("h2",{id:c,children:n}),e("span",{class:"actions",children:[e("span",{role:"status",class:"small muted",children:p&&t(a[p])}),e("button",{type:"button",class:"button quiet small",onClick:m,"aria-label":t(a.copyOf,{name:n}),children:t(a.copy)})]})]}),r&&e("p",{class:"muted",children:r}),e("pre",{dir:"ltr",tabIndex:0,"aria-label":n,children:e("code",{ref:f,children:o})})]})}var R="<script>window.safar=window.safar||function(){(safar.q=safar.q||[]).push(arguments)}<\/script>";function S(n,r){return`${R}
<script async src="${n}t.js" data-site="${r}"><\/script>`}function v(n,r,o){return`<script async src="${n}${o.name}" data-site="${r}"
  integrity="${o.integrity}" crossorigin="anonymous"><\/script>`}function C(n,r){return`<script>
(function (d) {
  var s = d.createElement("script");
  s.async = true;
  s.src = "${n}t.js";
  s.setAttribute("data-site", "${r}");
  d.head.appendChild(s);
})(document);
<\/script>`}function N(n,r){return`// app/layout.tsx
import Script from "next/script";

export default function Layout({ children }: { children: React.ReactNode }) {
  return (
    <html>
      <body>
        {children}
        <Script src="${n}t.js" data-site="${r}" strategy="afterInteractive" />
      </body>
    </html>
  );
}`}function T(n,r){return`add_action('wp_head', function () {
  wp_print_script_tag(['async' => true, 'src' => '${n}t.js', 'data-site' => '${r}']);
});

add_action('woocommerce_thankyou', function ($id) {
  $order = wc_get_order($id);
  if (!$order) {
    return;
  }
  $rials = ['IRT' => 10, 'IRHT' => 10000, 'IRHR' => 1000][$order->get_currency()] ?? 1;
  $items = [];
  foreach ($order->get_items() as $item) {
    $items[] = [
      'item_id' => (string) $item->get_product_id(),
      'item_name' => $item->get_name(),
      'price' => $order->get_item_total($item) * $rials,
      'quantity' => $item->get_quantity(),
    ];
  }
  wp_print_inline_script_tag(
    'window.safar=window.safar||function(){(safar.q=safar.q||[]).push(arguments)};safar("track","purchase",' .
    wp_json_encode([
      'transaction_id' => $order->get_order_number(),
      'currency' => $rials === 1 ? $order->get_currency() : 'IRR',
      'value' => ($order->get_total() - $order->get_total_tax() - $order->get_shipping_total()) * $rials,
      'items' => $items,
    ], JSON_HEX_TAG) . ')'
  );
});`}function L(n){let{origin:r}=new URL(n);return`script-src ${r}; connect-src ${r}`}function D(){let{format:n,site:r}=u(),{t:o}=n,t=b("tag "+r.name,c=>w("tag",[["site",r.name]],c),()=>!1);return e(x,{title:o("connectPage"),intro:o(a.intro),heeds:"nothing",answer:t,skeleton:e(_,{}),children:t.value&&e(H,{tag:t.value},"ways")})}function H({tag:n}){let{format:r,site:o}=u(),{t}=r,[c,f]=h(0),p=n.keys[c];if(!p)return e("div",{class:"notice",children:e("p",{children:t(a.noKey,{site:o.name})})});let l=p.origins.length>0?p.origins:n.domains,s=p.key;return e("div",{children:[e("section",{class:"card",children:[e("label",{class:"field key-choice",children:[t(a.key),e("select",{dir:"ltr",value:String(c),onChange:m=>f(Number(m.currentTarget.value)),children:n.keys.map((m,A)=>e("option",{value:String(A),children:m.key},m.key))})]}),e("p",{class:"muted",children:l.length>0?t(a.usableBy,{origins:l.join(", ")}):t(a.usableByAll,{site:o.name})})]}),e(i,{name:t(a.html),note:t(a.htmlNote),text:S(d.href,s)}),e(i,{name:t(a.woo),note:t(a.wooNote),text:T(d.href,s)}),e(i,{name:t(a.manager),note:t(a.managerNote),text:C(d.href,s)}),e(i,{name:t(a.react),note:t(a.reactNote),text:N(d.href,s)}),e(i,{name:t(a.pinned),note:t(a.pinnedNote),text:v(d.href,s,n.tag)}),e(i,{name:t(a.policy),note:t(a.policyNote),text:L(d.href)}),e(i,{name:t(a.check),note:t(a.checkNote,{quality:t("dataQuality")}),text:`safar doctor https://${l[0]?.replace(/^https?:\/\//,"")??"shop.example"}/`}),e("p",{class:"actions",children:e(k,{to:{page:"quality"},children:t("dataQuality")})})]})}export{D as ConnectPage};
