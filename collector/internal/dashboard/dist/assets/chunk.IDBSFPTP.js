/*! Safar's dashboard, MIT. Contains Preact, MIT, (c) 2015-present Jason Miller. */
import{L as o,t as e,z as t}from"./chunk.CIBU4Y2H.js";function s({report:a,name:n,query:p}){let{t:r}=t().format;return o("p",{class:"download",children:o("a",{href:e("export/"+a,[...p,["format","csv"]]),download:"","aria-label":r("downloadOf",{report:n}),children:r("download")})})}export{s as a};
