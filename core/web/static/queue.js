/* Entries that wait in this browser until the server has them, each under the token of its form: sent
   again as often as needed, saved once. On a shared computer they wait in the open page only.
   Other scripts use it as window.tongxin.queue. */
(function () {
  "use strict";
  var one = function (s, root) { return (root || document).querySelector(s); };
  var box = document.getElementById("queue"), kept = window.tongxin.kept;
  if (!box) return;
  var me = document.body.getAttribute("data-user"), START = "quick:", NOTES = "k-late:" + me;
  var RETRY = 15000, PATIENCE = 15000, open = {}, sending = {}, heard = {}, out = false;

  /* ---- what is kept ---- */
  function read(token) {
    var text = kept.get(START + token);
    return open[token] || (text ? JSON.parse(text) : null);
  }
  function write(entry) {
    if (!kept.put(START + entry.token, JSON.stringify(entry), entry.at)) open[entry.token] = entry;
    else note(entry);
  }
  function forget(token) {
    delete open[token];
    kept.del(START + token);
    notes(notes().filter(function (n) { return n !== token; }));
  }
  function tokens() {
    return kept.names(START).map(function (n) { return n.slice(START.length); }).concat(Object.keys(open));
  }
  // Of each entry the token only: what was removed unsent (after a day) is told to its writer.
  function notes(set) {
    try {
      if (set === undefined) return JSON.parse(localStorage.getItem(NOTES)) || [];
      if (set.length) localStorage.setItem(NOTES, JSON.stringify(set)); else localStorage.removeItem(NOTES);
    } catch (error) { /* closed */ }
    return [];
  }
  function note(entry) {
    notes(notes().filter(function (n) { return n !== entry.token; }).concat([entry.token]));
  }
  function late() {
    return notes().filter(function (n) { return !read(n); });
  }

  /* ---- sending ---- */
  function post(entry) {
    var body = new URLSearchParams(entry.pairs), patience = new AbortController();
    body.append("_form", entry.token);
    body.append("_user", me);
    var over = setTimeout(function () { patience.abort(); }, PATIENCE);
    return fetch(entry.url, {
      method: "POST", credentials: "same-origin", body: body, signal: patience.signal,
      headers: { "X-CSRFToken": window.tongxin.csrf(), Accept: "application/json" }
    }).finally(function () { clearTimeout(over); });
  }
  // The token of the page may be older than the session: is it still the same person?
  function renew() {
    return fetch("/session/", { credentials: "same-origin" }).then(function (a) { return a.json(); }).then(function (now) {
      if (String(now.user) !== me) return false;
      one("meta[name=csrf-token]").content = now.csrf;
      return true;
    });
  }
  function send(token, again) {
    var entry = read(token);
    if (!entry || entry.refused || (sending[token] && !again)) return;
    sending[token] = true;
    post(entry).then(function (answer) {
      if (answer.status === 400 && !again) return renew().then(function (same) { if (same) send(token, true); else end(token, "out"); });
      if (answer.status === 400 || answer.status === 401) return end(token, "out");
      if (answer.status === 422) return answer.json().then(function (told) { refuse(entry, told); });
      if (answer.status === 403 || answer.status === 404) return refuse(entry, { errors: {}, general: [box.getAttribute("data-t-gone")], all: [box.getAttribute("data-t-gone")] });
      if (!answer.ok) throw new Error(answer.status);
      return answer.json().then(function (told) { forget(token); end(token, "saved", told, entry); });
    }).catch(function () { end(token, read(token) && !open[token] ? "cut" : "open"); });
  }
  function refuse(entry, told) {
    entry.refused = told;
    write(entry);
    end(entry.token, "refused", told, entry);
  }
  function end(token, how, told, entry) {
    var tell = heard[token];
    delete sending[token];
    out = how === "out" ? true : how === "saved" ? false : out;
    if (tell) tell(how, told || {});
    else if (how === "saved") sent(entry, told);
    draw();
    if (how === "saved") delete heard[token];
  }
  function all() { tokens().forEach(function (t) { send(t); }); }

  /* ---- what is shown ---- */
  function add(name) {
    var part = one('template[data-part="' + name + '"]', box).content.firstElementChild.cloneNode(true);
    part.setAttribute("data-q", name);
    part.setAttribute("role", part.getAttribute("data-say"));
    box.appendChild(part);
    return part;
  }
  function number(name, n) {
    var part = add(name);
    one("[data-n]", part).textContent = n;
    return part;
  }
  function draw() {
    var waits = 0, signs = [], lost = late();
    Array.prototype.slice.call(box.children).forEach(function (x) { if (x.hasAttribute("data-q") && x.getAttribute("data-q") !== "sent") x.remove(); });
    tokens().forEach(function (t) { var e = read(t); if (!e || heard[t]) return; if (e.refused) signs.push(e); else waits += 1; });
    if (waits && !out) number("waiting", waits);
    if (waits && out) one("a", number("out", waits)).href = "/login/?next=" + encodeURIComponent(location.pathname + location.search);
    if (lost.length) one("button", number("late", lost.length)).addEventListener("click", function () {
      notes(notes().filter(function (n) { return lost.indexOf(n) < 0; }));
      draw();
    });
    signs.forEach(function (entry) {
      var sign = add("refused");
      one("[data-words]", sign).textContent = entry.words;
      one("[data-why]", sign).textContent = entry.refused.all.join(" ");
      one("[data-mend]", sign).href = entry.url + "?queued=" + entry.token;
      one("[data-drop]", sign).addEventListener("click", function () { forget(entry.token); draw(); });
    });
  }
  function sent(entry, told) {
    var flash = add("sent");
    one("[data-words]", flash).textContent = entry.words;
    one("a", flash).href = told.url;
  }

  /* ---- leaving: what would be lost is said first ---- */
  document.addEventListener("submit", function (e) {
    var to = e.target.getAttribute("action") || "";
    var wipes = to === "/logout/" || (to === "/profile/computer" && one("[name=shared]", e.target).checked);
    if (!wipes) return;
    if (tokens().length && !window.confirm(box.getAttribute("data-t-lost"))) { e.preventDefault(); e.stopPropagation(); }
    else { open = {}; notes([]); }
  }, true);
  window.addEventListener("beforeunload", function (e) {
    if (Object.keys(open).length) { e.preventDefault(); e.returnValue = ""; }
  });
  window.addEventListener("online", all);
  window.addEventListener("storage", draw);
  setInterval(all, RETRY);

  window.tongxin.queue = {
    /* Keeps an entry and sends it; tell(how, answer) hears «saved», «refused», «cut», «open» or «out». */
    add: function (entry, tell) { entry.at = entry.at || Date.now(); heard[entry.token] = tell; write(entry); send(entry.token); },
    /* The writer went on: from now on the banner speaks for it. */
    leave: function () { heard = {}; draw(); },
    /* An entry that came back, before its writer again: it stays until it is saved or thrown away. */
    mend: function (token) { heard[token] = function () { }; draw(); return read(token); },
    drop: function (token) { forget(token); draw(); }
  };
  draw();
  all();
})();
