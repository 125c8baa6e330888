/*! Safar's dashboard, MIT. Contains Preact, MIT, (c) 2015-present Jason Miller. */
import{a as i,b as x}from"./chunk.7MRMPWO7.js";import{A as h,H as g,N as $,T as t,V as _,d as u,g as f,j as y,ma as w,na as S,u as c}from"./chunk.RV6A7ASX.js";function s({name:r,note:n,text:o}){let e=y(),a=f(null);return t("section",{class:"card","aria-labelledby":e,children:[t("div",{class:"code-head",children:[t("h2",{id:e,children:r}),t(x,{name:r,text:o,shown:a})]}),n&&t("p",{class:"muted",children:n}),t("pre",{dir:"ltr",tabIndex:0,"aria-label":r,children:t("code",{ref:a,children:o})})]})}var I="<script>window.safar=window.safar||function(){(safar.q=safar.q||[]).push(arguments)}<\/script>";function k(r,n){return`${I}
<script async src="${r}t.js" data-site="${n}"><\/script>`}function b(r,n,o){return`<script async src="${r}${o.name}" data-site="${n}"
  integrity="${o.integrity}" crossorigin="anonymous"><\/script>`}function v(r,n){return`<script>
(function (d) {
  var s = d.createElement("script");
  s.async = true;
  s.src = "${r}t.js";
  s.setAttribute("data-site", "${n}");
  d.head.appendChild(s);
})(document);
<\/script>`}function N(r,n){return`// app/layout.tsx
import Script from "next/script";

export default function Layout({ children }: { children: React.ReactNode }) {
  return (
    <html>
      <body>
        {children}
        <Script src="${r}t.js" data-site="${n}" strategy="afterInteractive" />
      </body>
    </html>
  );
}`}function R(r,n){return`add_action('wp_head', function () {
  wp_print_script_tag(['async' => true, 'src' => '${r}t.js', 'data-site' => '${n}']);
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
});`}function q(r){let{origin:n}=new URL(r);return`script-src ${n}; connect-src ${n}`}function U(){let{format:r,site:n}=g(),{t:o}=r,e=$("tag "+n.name,a=>h("tag",[["site",n.name]],a),()=>!1);return t(w,{title:o("connectPage"),intro:o(i.intro),heeds:"nothing",answer:e,skeleton:t(S,{}),children:e.value&&t(L,{tag:e.value},"ways")})}function L({tag:r}){let{format:n,site:o}=g(),{t:e}=n,[a,T]=u(0),m=r.keys[a];if(!m)return t("div",{class:"notice",children:t("p",{children:e(i.noKey,{site:o.name})})});let l=m.origins.length>0?m.origins:r.domains,p=m.key;return t("div",{children:[t("section",{class:"card",children:[t("label",{class:"field key-choice",children:[e(i.key),t("select",{dir:"ltr",value:String(a),onChange:d=>T(Number(d.currentTarget.value)),children:r.keys.map((d,C)=>t("option",{value:String(C),children:d.key},d.key))})]}),t("p",{class:"muted",children:l.length>0?e(i.usableBy,{origins:l.join(", ")}):e(i.usableByAll,{site:o.name})})]}),t(s,{name:e(i.html),note:e(i.htmlNote),text:k(c.href,p)}),t(s,{name:e(i.woo),note:e(i.wooNote),text:R(c.href,p)}),t(s,{name:e(i.manager),note:e(i.managerNote),text:v(c.href,p)}),t(s,{name:e(i.react),note:e(i.reactNote),text:N(c.href,p)}),t(s,{name:e(i.pinned),note:e(i.pinnedNote),text:b(c.href,p,r.tag)}),t(s,{name:e(i.policy),note:e(i.policyNote),text:q(c.href)}),t(s,{name:e(i.check),note:e(i.checkNote,{quality:e("dataQuality")}),text:`safar doctor https://${l[0]?.replace(/^https?:\/\//,"")??"shop.example"}/`}),t("p",{class:"actions",children:t(_,{to:{page:"quality"},children:e("dataQuality")})})]})}export{U as ConnectPage};
