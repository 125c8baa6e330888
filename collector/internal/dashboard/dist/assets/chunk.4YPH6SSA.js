/*! Safar's dashboard, MIT. Contains Preact, MIT, (c) 2015-present Jason Miller. */
var e=["awareness","evaluation","purchase","return","advocacy"];export{e as a};
