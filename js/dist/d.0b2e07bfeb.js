(()=>{function l(o){return(...e)=>{try{o(...e)}catch{}}}function b(){return document.currentScript.safar}function t(o,e={},...s){let n=document.createElement(o);for(let a of Object.keys(e))n.setAttribute(a,e[a]);return n.append(...s),n}var v=`
:host{all:initial!important;position:fixed!important;z-index:2147483000!important;bottom:8px!important;left:8px!important;width:min(440px,100vw - 16px)!important}
*{box-sizing:border-box;margin:0;font:inherit;color:inherit}
section{color-scheme:light dark;max-height:45vh;overflow:auto;padding:12px;border:1px solid #7b8494;border-radius:8px;background:Canvas;color:CanvasText;box-shadow:0 4px 24px #0004;font:13px/1.5 ui-monospace,Menlo,Consolas,monospace}
h2,b{font-weight:700}
ol{padding:0;list-style:none}
summary{cursor:pointer;padding:4px 0;overflow-wrap:anywhere}
pre{overflow:auto;padding:8px;border:1px solid #7b8494}
button{position:absolute;top:4px;right:4px;width:32px;height:32px;border:0;background:none;font-size:20px;cursor:pointer}
:focus-visible{outline:2px solid #1a6dcc}
@media print{:host{display:none!important}}
`;var E=200;function w(){let o=new CSSStyleSheet;o.replaceSync(v);let e=t("safar-debug"),s=e.attachShadow({mode:"open"});s.adoptedStyleSheets=[o];let n=t("h2",{},"Safar: no events yet"),a=t("button",{type:"button","aria-label":"Close"},"×"),m=t("ol"),y=t("section",{"aria-label":"Events that Safar's tag sends",lang:"en",dir:"ltr"},n,a,m);a.onclick=l(()=>e.remove()),s.append(y),document.documentElement.append(e);let h=new Map,S=0;function x(i,r){let p=h.get(i.id);if(p){p.textContent=r;return}let d=t("span",{},r),{name:u,touchpoint:c}=i,g=t("summary",{},t("b",{},u),c?` ${c} `:" ",d);m.prepend(t("li",{},t("details",{},g,t("pre",{tabindex:"0"},JSON.stringify(i,null,1))))),m.children[E]?.remove(),h.set(i.id,d),n.textContent=`Safar: events ${++S}`}async function k(i,r){let{events:p}=JSON.parse(i),d=r.ok?await r.text():"",{rejected:u=[]}=d?JSON.parse(d):{};p.forEach((c,g)=>{let f=u.find(({index:T})=>T===g);x(c,f?`refused: ${f.code}, ${f.message}`:r.ok?"taken":`not taken: ${r.status}`)})}return{t:x,e:(i,r)=>{k(i,r).catch(()=>{})}}}l(o=>{let e=w(),s=!1;o.hear(n=>e.t(n,s?"waiting":"told before this list was here")),s=!0,o.log={push:([n,a])=>e.e(n,a)}})(b());})();
