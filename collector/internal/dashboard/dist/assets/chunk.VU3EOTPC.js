/*! Safar's dashboard, MIT. Contains Preact, MIT, (c) 2015-present Jason Miller. */
import{C as t,O as o,u as e}from"./chunk.EHKNCZ4V.js";function m({report:a,name:n,query:p}){let{t:r}=t().format;return o("p",{class:"download",children:o("a",{href:e("export/"+a,[...p,["format","csv"],["bom","1"]]),download:"","aria-label":r("downloadOf",{report:n}),children:r("download")})})}export{m as a};
