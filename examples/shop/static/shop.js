// The page's side of Safar. It comes before the tag, which is loaded without anybody waiting
// for it and may come at any time or never: what is called here waits in a queue.
window.safar = window.safar || function () { (safar.q = safar.q || []).push(arguments); };
window.dataLayer = window.dataLayer || [];

(function () {
  "use strict";
  var root = document.documentElement;

  // Who is logged in, and with which cart. Without consent the tag keeps both to itself.
  if (root.dataset.customer) safar("identify", root.dataset.customer);
  if (root.dataset.cart) safar("cart", root.dataset.cart);

  document.addEventListener("DOMContentLoaded", function () {
    // What the page has to say, in the form that shops push for GA4.
    document.querySelectorAll("script.push").forEach(function (element) {
      window.dataLayer.push(JSON.parse(element.textContent));
    });
    document.querySelectorAll("script.survey").forEach(function (element) {
      safar("survey", JSON.parse(element.textContent));
    });

    // The banner works without this; with it no page is loaded for the answer.
    var banner = document.getElementById("consent");
    if (banner) banner.addEventListener("submit", function (event) {
      event.preventDefault();
      var choice = event.submitter.value;
      safar("consent", choice === "full" ? "full" : "anonymous");
      fetch(banner.action, { method: "POST", body: new URLSearchParams({ choice: choice }), redirect: "manual", keepalive: true })
        .catch(function () {}); // it is asked again on the next page
      banner.remove();
    });

    // Dates in the reader's calendar.
    document.querySelectorAll("time").forEach(function (element) {
      var day = new Date(element.dateTime);
      element.textContent = day.toLocaleDateString(root.lang, { dateStyle: "medium", timeZone: "UTC" });
    });
  });
})();
