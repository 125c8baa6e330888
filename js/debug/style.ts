/** The look of the list: a developer's tool, in a corner, readable in light and dark. */
export const STYLE = `
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
`;
