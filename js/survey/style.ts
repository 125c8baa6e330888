/**
 * The look of the prompt. It lies over a corner of the page, so it moves nothing, and moves
 * itself as little. Sides are logical, so that it turns with the reading direction. The paper is the
 * browser's own, light or dark; the two colours beside it can be read on both. A chosen score
 * has a thick border as well, since forced colours take the others away. What the shop's style
 * says of unknown elements must not reach the host, hence the marks of importance; nor what it
 * calls a rem, hence pixels.
 */
export const STYLE = `
:host{all:initial!important;position:fixed!important;z-index:2147483000!important;bottom:16px!important;inset-inline-end:16px!important;width:min(432px,100vw - 32px)!important}
*{box-sizing:border-box;margin:0;font:inherit;color:inherit}
section{color-scheme:light dark;max-height:calc(100vh - 32px);overflow:auto;padding:16px;border:1px solid #7b8494;border-radius:12px;background:Canvas;color:CanvasText;box-shadow:0 8px 32px #0004;font:16px/1.5 system-ui,Vazirmatn,Tahoma,sans-serif}
fieldset{border:0;padding:0;min-width:0}
legend,form>label{display:block;padding:0;padding-inline-end:44px;margin-bottom:12px;font-weight:600}
.scale{display:flex;gap:3px}
.scale label{position:relative;flex:1}
.scale input{position:absolute;inset:0;width:100%;height:100%;opacity:0;cursor:pointer}
.scale span{display:grid;place-items:center;height:44px}
.scale span,textarea,button{border:1px solid #7b8494;border-radius:6px;background:none}
:checked+span{border-width:4px!important}
.ends{display:flex;justify-content:space-between;gap:16px;margin-top:4px;font-size:14px}
.list label{display:flex;gap:10px;align-items:center;min-height:36px}
textarea{width:100%;height:96px;padding:8px}
button{height:44px;min-width:44px;cursor:pointer}
form+p{position:absolute;opacity:0}
form button{margin-top:16px;padding:0 24px}
:checked+span,form button{background:#1a6dcc;border-color:#1a6dcc;color:#fff}
section>button{position:absolute;top:6px;inset-inline-end:6px;border:0;font-size:24px}
:focus-visible,:focus-visible+span{outline:3px solid #1a6dcc;outline-offset:2px}
@media print{:host{display:none!important}}
`;
