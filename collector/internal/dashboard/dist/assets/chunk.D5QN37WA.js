/*! Safar's dashboard, MIT. Contains Preact, MIT, (c) 2015-present Jason Miller. */
import{D as t,P as o,v as e}from"./chunk.QMTLZ7QO.js";function m({report:a,name:n,query:p}){let{t:r}=t().format;return o("p",{class:"download",children:o("a",{href:e("export/"+a,[...p,["format","csv"],["bom","1"]]),download:"","aria-label":r("downloadOf",{report:n}),children:r("download")})})}export{m as a};
