/*! Safar's dashboard, MIT. Contains Preact, MIT, (c) 2015-present Jason Miller. */
function c(t,o){let e=document.createElement("a");e.href=URL.createObjectURL(t),e.download=o,e.click(),setTimeout(()=>URL.revokeObjectURL(e.href),1e3)}export{c as a};
