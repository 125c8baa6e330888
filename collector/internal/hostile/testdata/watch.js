// Runs in every document before its own scripts: what a payload would do is told to the test.
(() => {
  const told = globalThis.watchTold;
  const tell = (what) => told(what + " at " + location.href.slice(0, 200));
  globalThis.pwn = () => tell("a script ran");
  for (const name of ["alert", "confirm", "prompt", "open", "print"]) globalThis[name] = () => { tell(name + " was called"); };
  addEventListener("securitypolicyviolation", (e) => tell(`the policy refused ${e.effectiveDirective} ${e.blockedURI} ${e.sample}`));
  new ReportingObserver((reports) => { for (const r of reports) if (r.type === "csp-violation") tell(`reported: ${r.body.effectiveDirective} ${r.body.blockedURL}`); }, { buffered: true }).observe();
})();
