/*! Safar's dashboard, MIT. Contains Preact, MIT, (c) 2015-present Jason Miller. */
import{Y as n}from"./chunk.ELRUVUXQ.js";function a({share:r,children:e}){return n("span",{class:"barred",style:{"--part":String(Number.isFinite(r)?Math.max(0,Math.min(1,r)):0)},children:e})}function m(r,e){return r.reduce((t,o)=>Math.max(t,e(o)),0)}export{a,m as b};
