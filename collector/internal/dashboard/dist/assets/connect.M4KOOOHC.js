/*! Safar's dashboard, MIT. Contains Preact, MIT, (c) 2015-present Jason Miller. */
import{a as s}from"./chunk.6UGBFM6B.js";import{a as r}from"./chunk.LLNJ75UU.js";import{A as f,H as u,N as y,T as e,V as $,d as l,ma as h,na as _,u as a}from"./chunk.MYJ4KBQA.js";var q="<script>window.safar=window.safar||function(){(safar.q=safar.q||[]).push(arguments)}<\/script>";function w(n,i){return`${q}
<script async src="${n}t.js" data-site="${i}"><\/script>`}function S(n,i,o){return`<script async src="${n}${o.name}" data-site="${i}"
  integrity="${o.integrity}" crossorigin="anonymous"><\/script>`}function x(n,i){return`<script>
(function (d) {
  var s = d.createElement("script");
  s.async = true;
  s.src = "${n}t.js";
  s.setAttribute("data-site", "${i}");
  d.head.appendChild(s);
})(document);
<\/script>`}function k(n,i){return`// app/layout.tsx
import Script from "next/script";

export default function Layout({ children }: { children: React.ReactNode }) {
  return (
    <html>
      <body>
        {children}
        <Script src="${n}t.js" data-site="${i}" strategy="afterInteractive" />
      </body>
    </html>
  );
}`}function v(n,i){return`add_action('wp_head', function () {
  wp_print_script_tag(['async' => true, 'src' => '${n}t.js', 'data-site' => '${i}']);
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
});`}function b(n){let{origin:i}=new URL(n);return`script-src ${i}; connect-src ${i}`}function F(){let{format:n,site:i}=u(),{t:o}=n,t=y("tag "+i.name,p=>f("tag",[["site",i.name]],p),()=>!1);return e(h,{title:o("connectPage"),intro:o(r.intro),heeds:"nothing",answer:t,skeleton:e(_,{}),children:t.value&&e(T,{tag:t.value},"ways")})}function T({tag:n}){let{format:i,site:o}=u(),{t}=i,[p,N]=l(0),m=n.keys[p];if(!m)return e("div",{class:"notice",children:e("p",{children:t(r.noKey,{site:o.name})})});let g=m.origins.length>0?m.origins:n.domains,c=m.key;return e("div",{children:[e("section",{class:"card",children:[e("label",{class:"field key-choice",children:[t(r.key),e("select",{dir:"ltr",value:String(p),onChange:d=>N(Number(d.currentTarget.value)),children:n.keys.map((d,R)=>e("option",{value:String(R),children:d.key},d.key))})]}),e("p",{class:"muted",children:g.length>0?t(r.usableBy,{origins:g.join(", ")}):t(r.usableByAll,{site:o.name})})]}),e(s,{name:t(r.html),note:t(r.htmlNote),text:w(a.href,c)}),e(s,{name:t(r.woo),note:t(r.wooNote),text:v(a.href,c)}),e(s,{name:t(r.manager),note:t(r.managerNote),text:x(a.href,c)}),e(s,{name:t(r.react),note:t(r.reactNote),text:k(a.href,c)}),e(s,{name:t(r.pinned),note:t(r.pinnedNote),text:S(a.href,c,n.tag)}),e(s,{name:t(r.policy),note:t(r.policyNote),text:b(a.href)}),e(s,{name:t(r.check),note:t(r.checkNote,{quality:t("dataQuality")}),text:`safar doctor https://${g[0]?.replace(/^https?:\/\//,"")??"shop.example"}/`}),e("p",{class:"actions",children:e($,{to:{page:"quality"},children:t("dataQuality")})})]})}export{F as ConnectPage};
