/* When the network is away, slow, or fails: said in words, and nothing that was typed is given up.
   The browser's word that it is offline is not taken for the truth when somebody wants to go on: an
   office network without the internet reaches this server all the same, so the server is asked first. */
(function () {
  "use strict";
  var one = function (s, root) { return (root || document).querySelector(s); };
  var all = function (s, root) { return Array.prototype.slice.call((root || document).querySelectorAll(s)); };
  var body = document.body, word = function (name) { return body.getAttribute("data-t-" + name) || ""; };
  var PATIENCE = 3000, SOON = 400, LONG = 12000, BRIEFLY = 5000;

  /* ---- the banner ---- */
  var banner = null, going = null;
  function shown(text, tone) {
    clearTimeout(going);
    if (!banner) {
      banner = document.createElement("div");
      banner.setAttribute("role", "status");
      banner.appendChild(document.createElement("div"));
    }
    banner.className = "k-banner k-network" + (tone ? " k-" + tone : "");
    if (!banner.parentNode) {
      var home = one("main .k-wrap") || one("main > div") || one("main");
      home.insertBefore(banner, home.firstChild);
    }
    banner.firstChild.textContent = text;
  }
  function gone() { if (banner) banner.remove(); }
  function away() {
    var form = one("form[data-form]");
    shown(word(!form ? "off" : body.hasAttribute("data-shared") ? "off-shared" : "off-form"), "warn");
    all("form[method=post] button[type=submit]").forEach(function (b) {
      if (b.querySelector(".k-later") || !b.closest("main")) return;
      var note = document.createElement("span");
      note.className = "k-later";
      note.textContent = word(b.closest("form[data-form]") ? "later" : "not-now");
      b.appendChild(note);
    });
  }
  function back() {
    all(".k-later").forEach(function (n) { n.remove(); });
    shown(word("on"), "good");
    going = setTimeout(gone, BRIEFLY);
  }
  window.addEventListener("offline", away);
  window.addEventListener("online", back);
  if (navigator.onLine === false) away();

  /* ---- what cannot be done without the network is not begun ---- */
  function reachable() {
    var patience = new AbortController();
    setTimeout(function () { patience.abort(); }, PATIENCE);
    return fetch("/healthz", { method: "HEAD", cache: "no-store", signal: patience.signal }).then(function () { return true; }, function () { return false; });
  }
  function unless(text, act) {
    reachable().then(function (there) {
      if (there) { act(); return; }
      shown(text, "warn");
      banner.scrollIntoView({ block: "nearest" });
    });
  }
  document.addEventListener("click", function (e) {
    var a = e.target.closest && e.target.closest("a[href]");
    if (navigator.onLine !== false || !a || e.defaultPrevented || e.button || e.ctrlKey || e.metaKey || e.shiftKey || a.target === "_blank") return;
    var href = a.getAttribute("href");
    if (href.charAt(0) === "#" || a.origin !== location.origin) return;
    e.preventDefault();
    unless(word("off-link"), function () { location.href = a.href; });
  });
  all("form").forEach(function (form) {
    if (form.hasAttribute("data-form") || form.closest("dialog[data-user]")) return;
    form.addEventListener("submit", function (e) {
      if (navigator.onLine !== false || e.defaultPrevented) return;
      e.preventDefault();
      form.removeAttribute("data-sent");
      var pressed = e.submitter;
      unless(word("off-send"), function () {
        if (pressed && pressed.name) {
          var value = document.createElement("input");
          value.type = "hidden"; value.name = pressed.name; value.value = pressed.value;
          form.appendChild(value);
        }
        HTMLFormElement.prototype.submit.call(form);
      });
    });
  });

  /* ---- waiting for a page: a bar after a moment, a word when it takes long ---- */
  var bar = document.createElement("div"), timers = [];
  bar.className = "k-loading"; bar.hidden = true; bar.setAttribute("role", "status");
  body.appendChild(bar);
  function waiting(file) {
    still();
    timers = [
      setTimeout(function () { bar.hidden = false; bar.textContent = word("loading"); }, SOON),
      setTimeout(function () { if (file) still(); else bar.textContent = word("slow"); }, LONG)
    ];
  }
  function still() { timers.forEach(clearTimeout); bar.hidden = true; bar.textContent = ""; }
  document.addEventListener("click", function (e) {
    var a = e.target.closest && e.target.closest("a[href]");
    if (!a || e.button || e.ctrlKey || e.metaKey || e.shiftKey || a.target || a.hasAttribute("download")) return;
    setTimeout(function () {
      if (e.defaultPrevented || a.origin !== location.origin || a.getAttribute("href").charAt(0) === "#") return;
      waiting(/export|copy|calendar/.test(a.pathname));
    }, 0);
  });
  document.addEventListener("submit", function (e) {
    setTimeout(function () { if (!e.defaultPrevented) waiting(e.target.method === "post" && Boolean(e.submitter && e.submitter.value === "export")); }, 0);
  });
  window.addEventListener("pageshow", still);
  window.addEventListener("pagehide", still);

  /* ---- parts of a page that look again by themselves (htmx) ---- */
  function stale(e) {
    var part = e.target;
    if (!part || part.querySelector(":scope > .k-stale")) return;
    var note = document.createElement("div");
    note.className = "k-stale k-sm"; note.setAttribute("role", "status"); note.textContent = word("stale");
    part.appendChild(note);
  }
  body.addEventListener("htmx:sendError", stale);
  body.addEventListener("htmx:timeout", stale);
  body.addEventListener("htmx:responseError", stale);
  body.addEventListener("htmx:beforeRequest", function (e) {
    if (!/^every/.test(e.target.getAttribute("hx-trigger") || "")) e.target.setAttribute("aria-busy", "true");
  });
  body.addEventListener("htmx:afterRequest", function (e) { e.target.removeAttribute("aria-busy"); });
})();
