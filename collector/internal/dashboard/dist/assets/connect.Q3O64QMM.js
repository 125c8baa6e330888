/*! Safar's dashboard, MIT. Contains Preact, MIT, (c) 2015-present Jason Miller. */
import{a as o}from"./chunk.EK5KG7J3.js";import{a as n}from"./chunk.FFGSOS43.js";import{E as $,M as g,S as h,Y as t,_ as u,d as f,pa as _,qa as w,r as y,y as a}from"./chunk.ELRUVUXQ.js";var L="<script>window.safar=window.safar||function(){(safar.q=safar.q||[]).push(arguments)}<\/script>";function S(e,i){return`${L}
<script async src="${e}t.js" data-site="${i}"><\/script>`}function k(e,i,s){return`<script async src="${e}${s.name}" data-site="${i}"
  integrity="${s.integrity}" crossorigin="anonymous"><\/script>`}function x(e,i){return`<script>
(function (d) {
  var s = d.createElement("script");
  s.async = true;
  s.src = "${e}t.js";
  s.setAttribute("data-site", "${i}");
  d.head.appendChild(s);
})(document);
<\/script>`}function b(e,i){return`// app/layout.tsx
import Script from "next/script";

export default function Layout({ children }: { children: React.ReactNode }) {
  return (
    <html>
      <body>
        {children}
        <Script src="${e}t.js" data-site="${i}" strategy="afterInteractive" />
      </body>
    </html>
  );
}`}function v(e,i){return`add_action('wp_head', function () {
  wp_print_script_tag(['async' => true, 'src' => '${e}t.js', 'data-site' => '${i}']);
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
});`}function N(e){let{origin:i}=new URL(e);return`script-src ${i}; connect-src ${i}`}function W(){let{format:e,site:i}=g(),{t:s}=e,r=h("tag "+i.name,p=>$("tag",[["site",i.name]],p),()=>!1);return t(_,{title:s("connectPage"),intro:s(n.intro),heeds:"nothing",answer:r,skeleton:t(w,{}),children:r.value&&t(T,{tag:r.value},"ways")})}function T({tag:e}){let{format:i,site:s}=g(),{t:r}=i,[p,R]=f(0),m=e.keys[p];if(!m)return t(C,{});let l=m.origins.length>0?m.origins:e.domains,c=m.key;return t("div",{children:[t("section",{class:"card",children:[t("label",{class:"field key-choice",children:[r(n.key),t("select",{dir:"ltr",value:String(p),onChange:d=>R(Number(d.currentTarget.value)),children:e.keys.map((d,q)=>t("option",{value:String(q),children:d.key},d.key))})]}),t("p",{class:"muted",children:l.length>0?r(n.usableBy,{origins:l.join(", ")}):r(n.usableByAll,{site:s.name})})]}),t(o,{name:r(n.html),note:r(n.htmlNote),text:S(a.href,c)}),t(o,{name:r(n.woo),note:r(n.wooNote),text:v(a.href,c)}),t(o,{name:r(n.manager),note:r(n.managerNote),text:x(a.href,c)}),t(o,{name:r(n.react),note:r(n.reactNote),text:b(a.href,c)}),t(o,{name:r(n.pinned),note:r(n.pinnedNote),text:k(a.href,c,e.tag)}),t(o,{name:r(n.policy),note:r(n.policyNote),text:N(a.href)}),t(o,{name:r(n.check),note:r(n.checkNote,{quality:r("dataQuality")}),text:`safar doctor https://${l[0]?.replace(/^https?:\/\//,"")??"shop.example"}/`}),t("p",{class:"actions",children:t(u,{to:{page:"quality"},children:r("dataQuality")})})]})}function C(){let{format:{t:e},site:i}=g();return t("div",{class:"notice",children:[t("p",{children:e(n.noKey,{access:e("accessPage")})}),y(i,"own")&&t("p",{class:"actions",children:t(u,{to:{page:"access"},className:"button",children:e("accessPage")})}),t("p",{class:"small muted",children:e(n.orCommand)}),t("pre",{dir:"ltr",tabIndex:0,children:t("code",{children:["safar key add --site ",i.name," --kind browser"]})})]})}export{W as ConnectPage};
