/*! Safar's dashboard, MIT. Contains Preact, MIT, (c) 2015-present Jason Miller. */
var e=["sums","details","write","own"];function t(n,r){return e.indexOf(n.may)>=e.indexOf(r)}var s=["awareness","evaluation","purchase","return","advocacy"];export{t as a,s as b};
