/* The quick entry: three steps on one page, so that it works on where the connection ends. Without this
   script each step is a page. */
(function () {
  "use strict";
  var one = function (s, root) { return (root || document).querySelector(s); };
  var all = function (s, root) { return Array.prototype.slice.call((root || document).querySelectorAll(s)); };
  var root = one("[data-quick]"), queue = window.tongxin.queue;
  if (!root || !queue) return;
  var url = root.getAttribute("data-quick"), first = root.getAttribute("data-first");
  var form = one("form[data-entry]", root), done = one("[data-at='3']", root), wrong = one("[data-wrong]", root);
  var whom = form.elements[first], token = form.elements._form, loaded = new Date(), leaving = false;
  var word = function (n) { return root.getAttribute("data-t-" + n); };
  var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  function fresh() {
    return Array.prototype.map.call(crypto.getRandomValues(new Uint8Array(24)), function (n) { return letters[n & 63]; }).join("");
  }

  /* ---- steps ---- */
  function step(n, back) {
    all("[data-at]", root).forEach(function (s) { s.hidden = s.getAttribute("data-at") !== String(n); });
    root.setAttribute("data-step", n);
    if (!back) history.pushState({ quick: n }, "");
    window.scrollTo(0, 0);
    one("[data-at='" + n + "'] h1", root).focus();
  }
  history.replaceState({ quick: +root.getAttribute("data-step") }, "");
  window.addEventListener("popstate", function (e) {
    if (!e.state || !e.state.quick) return;
    if (root.getAttribute("data-step") === "3") { again(true); return; }
    step(e.state.quick, true);
  });
  function choose(key, name, more) {
    whom.value = key;
    one("[data-name]", root).textContent = name;
    one("[data-more]", root).textContent = more;
    step(2);
  }
  root.addEventListener("click", function (e) {
    var link = e.target.closest("a");
    if (!link || !root.contains(link) || e.ctrlKey || e.metaKey || e.shiftKey) return;
    if (link.hasAttribute("data-pick")) {
      e.preventDefault();
      var more = one("small", link);
      choose(link.getAttribute("data-pick"), one("b", link).textContent, more ? more.textContent : "");
    } else if (link.hasAttribute("data-back")) { e.preventDefault(); step(1); }
    else if (link.hasAttribute("data-another")) { e.preventDefault(); again(); }
    else if (link.hasAttribute("data-all")) { e.preventDefault(); full(link.href); }
  });
  function again(back) {
    form.reset();
    token.value = fresh();
    whom.value = "";
    told({ errors: {}, general: [] });
    all("[data-qday]", root).forEach(begin);
    all("[data-limit]", root).forEach(function (t) { t.dispatchEvent(new Event("input")); });
    queue.leave();
    step(1, back);
  }

  /* ---- searching for whom ---- */
  var list = one("[data-options]", root), found = one("[data-found]", root), search = one("[data-search] input", root);
  var shown = list.innerHTML, timer = null, asked = 0;
  function draw(options) {
    list.textContent = "";
    options.forEach(function (o) {
      var row = one("template[data-option]", root).content.firstElementChild.cloneNode(true), link = one("a", row);
      link.setAttribute("data-pick", o.key);
      link.href = url + "?" + first + "=" + o.key;
      one(".k-avatar", row).setAttribute("data-initial", Array.from(o.name)[0].toUpperCase());
      one("b", row).textContent = o.name;
      one("small", row).textContent = o.more;
      one(".k-sm", row).textContent = o.when;
      one(".k-sm", row).classList.add(o.tone ? "k-" + o.tone : "k-t3");
      list.appendChild(row);
    });
    say(options.length ? "" : word("none"));
  }
  function say(text) { found.textContent = text; found.hidden = !text; }
  function here(text) {
    list.innerHTML = shown;
    all("li", list).forEach(function (row) { row.hidden = row.textContent.indexOf(text) < 0; });
    say(word("nowhere"));
  }
  if (search) {
    search.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        var mine = ++asked, text = search.value.trim();
        if (!text) { list.innerHTML = shown; say(""); return; }
        fetch(url + "/options?q=" + encodeURIComponent(text), { credentials: "same-origin" }).then(function (a) {
          if (!a.ok) throw new Error(a.status);
          return a.json();
        }).then(function (answer) { if (mine === asked) draw(answer.options); }).catch(function () { if (mine === asked) here(text); });
      }, 200);
    });
    search.form.addEventListener("submit", function (e) { e.preventDefault(); });
  }

  /* ---- days: counted from the college's day on which the page came ---- */
  function two(n) { return (n < 10 ? "0" : "") + n; }
  function iso(days) {
    var p = root.getAttribute("data-today").split("-"), now = new Date();
    var gone = Math.round((new Date(now.getFullYear(), now.getMonth(), now.getDate()) - new Date(loaded.getFullYear(), loaded.getMonth(), loaded.getDate())) / 864e5);
    var day = new Date(+p[0], p[1] - 1, +p[2] + gone + days);
    return day.getFullYear() + "-" + two(day.getMonth() + 1) + "-" + two(day.getDate());
  }
  function sync(chips) {
    var input = document.getElementById(chips.getAttribute("data-qday")), radios = all("input", chips);
    var at = [iso(0), iso(-1)].indexOf(input.value);
    radios[at < 0 ? 2 : at].checked = true;
    input.hidden = at >= 0;
  }
  function begin(chips) {
    var input = document.getElementById(chips.getAttribute("data-qday"));
    if (input.defaultValue === root.getAttribute("data-today")) input.value = iso(0);
    sync(chips);
  }
  all("[data-qday]", root).forEach(function (chips) {
    var input = document.getElementById(chips.getAttribute("data-qday"));
    chips.hidden = false;
    sync(chips);
    all("input", chips).forEach(function (radio) {
      radio.addEventListener("change", function () {
        input.hidden = radio.value !== "";
        input.type = "date";
        if (radio.value !== "") input.value = iso(+radio.value);
        else { input.value = ""; input.focus(); }
      });
    });
  });

  /* ---- mistakes ---- */
  function told(answer) {
    var general = answer.general.slice(), spot = null;
    all("[data-field]", root).forEach(function (field) {
      var texts = answer.errors[field.getAttribute("data-field")], error = one("[data-error]", field);
      error.hidden = !texts;
      one("span", error).textContent = texts ? texts.join(" ") : "";
      all("input,textarea,select", field).forEach(function (i) { if (texts) i.setAttribute("aria-invalid", "true"); else i.removeAttribute("aria-invalid"); });
      if (texts && !spot) spot = field;
    });
    if (answer.errors[first]) general = answer.errors[first].concat(general);
    var items = one("ul", wrong);
    items.textContent = "";
    general.forEach(function (text) { var li = document.createElement("li"); li.textContent = text; items.appendChild(li); });
    wrong.hidden = !general.length;
    if (general.length) wrong.focus();
    else if (spot) {
      var target = one("[role],input:not([type=hidden]),textarea,select", spot);
      target.focus();
      spot.scrollIntoView({ block: "center" });
    }
    return general.length || spot;
  }
  function missing() {
    var errors = {};
    all("[data-field][data-needed]", root).forEach(function (field) {
      var name = field.getAttribute("data-field");
      if (!pairs().some(function (p) { return p[0] === name && p[1].trim(); })) errors[name] = [word("fill")];
    });
    return { errors: errors, general: [] };
  }

  /* ---- saving ---- */
  function pairs() {
    var out = [];
    new FormData(form).forEach(function (v, k) { if (typeof v === "string" && k.charAt(0) !== "_" && k !== "csrf_token") out.push([k, v]); });
    return out;
  }
  function words() {
    var said = all(".k-qchips input:checked", form).map(function (i) { return i.value ? one("label[for='" + i.id + "']").textContent : ""; });
    return [one("[data-name]", root).textContent, one("[data-more]", root).textContent].concat(said).filter(Boolean).join(" · ");
  }
  form.addEventListener("submit", function (e) {
    e.preventDefault();
    e.stopImmediatePropagation();
    if (root.getAttribute("data-step") !== "2" || told(missing())) return;
    var entry = { token: token.value, url: url, pairs: pairs(), words: words(), name: one("[data-name]", root).textContent, more: one("[data-more]", root).textContent };
    done.setAttribute("data-state", "sending");
    one("[data-told]", done).textContent = entry.words;
    step(3);
    queue.add(entry, function (how, answer) { ended(entry, how, answer); });
  }, true);
  function ended(entry, how, answer) {
    if (how === "refused") {
      if (answer.token && answer.token !== entry.token) { queue.drop(entry.token); token.value = answer.token; }
      step(2);
      told(answer);
      return;
    }
    done.setAttribute("data-state", how);
    if (how === "out") one("[data-signin]", done).href = "/login/?next=" + encodeURIComponent(url);
    if (how !== "saved") return;
    one("[data-open]", done).href = answer.url;
    one("[data-edit]", done).href = answer.edit; one("[data-edit]", done).hidden = !answer.edit;
    one("[data-undo]", done).action = answer.undo || url; one("[data-undo]", done).hidden = !answer.undo;
  }
  one("[data-undo]", done).addEventListener("submit", function (e) {
    e.preventDefault();
    e.stopImmediatePropagation();
    var undo = e.target;
    fetch(undo.action, { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": window.tongxin.csrf() } }).then(function (a) {
      if (!a.ok) throw new Error(a.status);
      done.setAttribute("data-state", "undone");
    }).catch(function () { HTMLFormElement.prototype.submit.call(undo); });
  });

  /* ---- the whole form, with what was typed as its draft ---- */
  function full(to) {
    fetch(root.getAttribute("data-draft") + token.value, { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": window.tongxin.csrf() }, body: new URLSearchParams(pairs()) }).then(function (a) {
      leaving = true;
      location.href = a.ok ? to + "?draft=" + token.value : to;
    }).catch(function () { told({ errors: {}, general: [word("cut")] }); });
  }
  window.addEventListener("beforeunload", function (e) {
    if (root.getAttribute("data-step") === "2" && !leaving && all("textarea,input[type=text]", form).some(function (t) { return t.value.trim(); })) { e.preventDefault(); e.returnValue = ""; }
  });

  /* ---- an entry that came back ---- */
  var queued = new URLSearchParams(location.search).get("queued"), old = queued && queue.mend(queued);
  if (queued && !old) say(word("over"));
  if (old) {
    all("input[type=radio],input[type=checkbox]", form).forEach(function (i) { i.checked = false; });
    old.pairs.forEach(function (p) {
      all("[name='" + p[0] + "']", form).forEach(function (i) { if (/^(radio|checkbox)$/.test(i.type)) i.checked = i.checked || i.value === p[1]; else i.value = p[1]; });
    });
    all("[data-qday]", root).forEach(sync);
    token.value = queued;
    choose(whom.value, old.name, old.more);
    told(old.refused || { errors: {}, general: [] });
  }
})();
