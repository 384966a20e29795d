/* Forms of records: what is typed is kept as a draft on the server, else in this browser; saving asks the
   server first, so that an ended session or a broken connection loses nothing. Without this script a form
   is sent as any other. */
(function () {
  "use strict";
  var one = function (s, root) { return (root || document).querySelector(s); };
  var all = function (s, root) { return Array.prototype.slice.call((root || document).querySelectorAll(s)); };
  var composing = function (e) { return e.isComposing || e.keyCode === 229; };
  var kept = window.tongxin.kept, PAUSE = 800, LONGEST = 5000, RETRY = 5000, PATIENCE = 15000;

  function fire(input) {
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /* ---- signing in on the spot ---- */
  var relogin = (function () {
    var dialog = document.getElementById("relogin"), then = null;
    if (!dialog) return function () { };
    var word = one("#rl-p", dialog), fault = one("#rl-e", dialog);
    function renewed(csrf) {
      one("meta[name=csrf-token]").content = csrf;
      all("input[name=csrf_token]").forEach(function (i) { i.value = csrf; });
      if (dialog.open) dialog.close();
      var next = then; then = null;
      if (next) next();
    }
    function wrong(text) { fault.hidden = false; one("span", fault).textContent = text; word.select(); }
    function ask() { return fetch("/session/", { credentials: "same-origin" }).then(function (a) { return a.json(); }); }
    one("form", dialog).addEventListener("submit", function (e) {
      e.preventDefault();
      fault.hidden = true;
      ask().then(function (now) {
        var sent = new URLSearchParams({ username: one("#rl-u", dialog).value, password: word.value, user: dialog.getAttribute("data-user") });
        return fetch("/session/", { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": now.csrf }, body: sent });
      }).then(function (answer) {
        return answer.json().then(function (told) {
          if (!answer.ok) { wrong(told.message); return; }
          word.value = "";
          renewed(told.csrf);
        });
      }).catch(function () { wrong(one("form[data-form]").getAttribute("data-t-nowhere")); });
    });
    // Signed in already, in another window? Then only the token is new.
    return function (next) {
      then = next;
      ask().then(function (now) {
        if (String(now.user) === dialog.getAttribute("data-user")) renewed(now.csrf);
        else if (!dialog.open) { dialog.showModal(); word.focus(); }
      }).catch(function () { then = null; });
    };
  })();

  /* ---- fields that apply only where another says so ---- */
  function values(form, name) {
    return all('[name="' + name + '"]', form).filter(function (x) {
      return !/^(radio|checkbox)$/.test(x.type) || x.checked;
    }).map(function (x) { return x.value; });
  }
  function apply(form) {
    var waits = all("[data-if]", form);
    waits.concat(waits).forEach(function (box) {
      var name = box.getAttribute("data-if"), wanted = box.getAttribute("data-if-values").split("|");
      var decider = one('[name="' + name + '"]', form), above = decider && decider.closest("[data-if]");
      var held = values(form, name);
      if (!held.length) held = ["0"];
      box.hidden = Boolean(above && above.hidden) || !held.some(function (v) { return wanted.indexOf(v) >= 0; });
    });
  }

  /* ---- days ---- */
  function two(n) { return (n < 10 ? "0" : "") + n; }
  function iso(day) { return day.getFullYear() + "-" + two(day.getMonth() + 1) + "-" + two(day.getDate()); }
  function read(text) {
    var m = /^\s*(\d{4})\s*[-\/.。年]\s*(\d{1,2})\s*[-\/.。月]\s*(\d{1,2})/.exec(text.normalize("NFKC").replace(/[\u200b\u2060\ufeff]/g, ""));
    if (!m) return "";
    var day = new Date(+m[1], m[2] - 1, +m[3]);
    return day.getMonth() === m[2] - 1 ? iso(day) : "";
  }
  function days(chips) {
    var input = document.getElementById(chips.getAttribute("data-days")), words = one("[data-day-words]", chips);
    var today = one("form[data-today]").getAttribute("data-today").split("-");
    function told() {
      var p = input.value.split("-"), day = p.length === 3 && input.type === "date" ? new Date(+p[0], p[1] - 1, +p[2]) : null;
      words.textContent = day ? new Intl.DateTimeFormat(document.documentElement.lang, { year: "numeric", month: "long", day: "numeric", weekday: "short" }).format(day) : "";
    }
    all("[data-day]", chips).forEach(function (b) {
      b.addEventListener("click", function () {
        input.type = "date";
        input.value = iso(new Date(+today[0], today[1] - 1, +today[2] + +b.getAttribute("data-day")));
        fire(input);
      });
    });
    // A date field of the browser takes no pasted text: what is a date is set, the rest the server reads.
    input.addEventListener("paste", function (e) {
      var text = e.clipboardData.getData("text").trim();
      if (!text || input.type !== "date") return;
      e.preventDefault();
      var day = read(text);
      if (!day) input.type = "text";
      input.value = day || text;
      fire(input);
    });
    input.addEventListener("input", told);
    told();
  }

  /* ---- rows inside the form ---- */
  function lines(box) {
    var name = box.getAttribute("data-lines"), add = one("[data-add-line]", box), pattern = one("template", box);
    function next() {
      return all('[name^="' + name + '-"][name$="-id"]', box).reduce(function (most, i) { return Math.max(most, +i.name.split("-")[1] + 1); }, 0);
    }
    if (add) add.addEventListener("click", function () {
      var made = document.createElement("div");
      made.innerHTML = pattern.innerHTML.split(name + "-9999").join(name + "-" + next());
      var line = made.firstElementChild;
      one(".k-lines", box).appendChild(line);
      enliven(line);
      line.dispatchEvent(new Event("k:added", { bubbles: true }));
      apply(box.form || box.closest("form"));
      var first = one("select[data-picker],input:not([type=hidden]),textarea", line);
      if (first.tomselect) first.tomselect.focus(); else first.focus();
    });
  }

  /* ---- words that read like a view about somebody: warned of here, told to nobody ---- */
  function watch(input) {
    var words = input.getAttribute("data-watched").split("|"), note = document.getElementById("w-" + input.name);
    function look() {
      var text = input.value.toLowerCase(), found = words.filter(function (w) { return text.indexOf(w) >= 0; });
      var told = found.length ? note.getAttribute("data-t").replace("{}", found.slice(0, 3).join(" / ")) : "";
      if (note.textContent !== told) note.textContent = told;
    }
    input.addEventListener("input", look);
    look();
  }

  function enliven(root) {
    all("[data-watched]", root).forEach(watch);
    all("[data-days]", root).forEach(days);
    all("[data-remove]", root).forEach(function (c) {
      var mark = function () { c.closest("[data-line]").classList.toggle("k-removed", c.checked); };
      c.addEventListener("change", mark);
      mark();
    });
  }

  /* ---- a form's draft, and its saving ---- */
  function keeper(form) {
    var place = form.getAttribute("data-form"), token = form.getAttribute("data-token");
    var url = "/drafts/" + place + "/" + token, name = "draft:" + place + "/" + token;
    var status = one("[data-draft-status]"), timer = null, since = 0, typed = form.hasAttribute("data-typed");
    var changes = 0, sending = false, leaving = false, retry = null;
    var word = function (n) { return form.getAttribute("data-t-" + n); };
    function say(text, button, act) {
      status.textContent = text;
      if (!button) return;
      var b = document.createElement("button");
      b.type = "button"; b.className = "btn btn-plain btn-sm"; b.textContent = button;
      b.addEventListener("click", act);
      status.appendChild(document.createTextNode(" "));
      status.appendChild(b);
    }
    function body() {
      var sent = new URLSearchParams();
      var passing = all("[data-unkept]", form).map(function (i) { return i.name; });
      new FormData(form).forEach(function (v, k) {
        if (typeof v === "string" && passing.indexOf(k) < 0 && k.charAt(0) !== "_" && k !== "csrf_token") sent.append(k, v);
      });
      return sent;
    }
    function here() {
      say(word(kept.put(name, body().toString()) ? "here" : "nowhere"));
    }
    // Calls done("ok" | "out" | "cut"). One after the other, so that the last word stands last.
    var chain = Promise.resolve();
    function keep(done, again) {
      clearTimeout(timer); timer = null; since = 0;
      chain = chain.then(function () { return keepNow(done || function () { }, again); });
    }
    function keepNow(done, again) {
      var before = changes, patience = new AbortController();
      var over = setTimeout(function () { patience.abort(); }, PATIENCE);
      return fetch(url, { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": window.tongxin.csrf() }, body: body(), signal: patience.signal })
        .then(function (answer) {
          clearTimeout(over);
          if (answer.status === 400 && !again) { relogin(function () { keep(done, true); }); return; }
          if (answer.status === 401) { here(); say(word("out"), word("in"), function () { relogin(keep); }); done("out"); return; }
          if (answer.status === 413) { say(word("long")); done("ok"); return; }
          if (!answer.ok) throw new Error(answer.status);
          return answer.json().then(function (told) {
            kept.del(name);
            if (changes === before) say(word("kept") + " " + told.kept);
            done("ok");
          });
        }).catch(function () { clearTimeout(over); here(); done("cut"); });
    }
    function later() {
      var now = Date.now();
      since = since || now;
      clearTimeout(timer);
      timer = setTimeout(keep, Math.max(0, Math.min(PAUSE, since + LONGEST - now)));
      say(word("keeping"));
    }
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    function changed(e) {
      if (e.target.name) { typed = true; changes += 1; clearInterval(retry); retry = null; sending = false; later(); }
      apply(form);
    }

    function go() {
      leaving = true;
      kept.put("sent", token);
      HTMLFormElement.prototype.submit.call(form);
    }
    function send() {
      sending = true;
      say(word("sending"));
      keep(function (how) {
        if (how === "ok") { go(); return; }
        if (how === "out") { sending = false; relogin(send); return; }
        say(word("cut"), word("again"), send);
        clearInterval(retry);
        retry = setInterval(send, RETRY);
      });
    }
    form.addEventListener("submit", function (e) {
      e.preventDefault();
      if (leaving || (sending && !retry)) return;
      var another = e.submitter && e.submitter.name === "_next" ? e.submitter.value : "";
      var next = one("[data-next]", form);
      next.disabled = !another; next.value = another;
      send();
    });
    window.addEventListener("online", function () {
      if (retry) send();
      else if (kept.get(name)) keep();
    });
    window.addEventListener("pageshow", function () { sending = leaving = false; clearInterval(retry); retry = null; });
    window.addEventListener("pagehide", function () {
      if (!timer || leaving) return;
      var last = body();
      last.append("csrf_token", window.tongxin.csrf());
      navigator.sendBeacon(url, last);
    });
    window.addEventListener("beforeunload", function (e) {
      if (typed && !leaving) { e.preventDefault(); e.returnValue = ""; }
    });

    // What this browser kept while the server was away goes there now, and is offered as any draft.
    var mine = kept.names("draft:" + place + "/").filter(function (n) { return n !== name; });
    Promise.all(mine.map(function (n) {
      return fetch("/drafts/" + n.slice(6), { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": window.tongxin.csrf() }, body: new URLSearchParams(kept.get(n)) })
        .then(function (answer) { if (answer.ok || answer.status === 404) kept.del(n); return answer.ok; }, function () { return false; });
    })).then(function (found) { if (found.indexOf(true) >= 0 && !typed) { leaving = true; location.replace(location.href); } });
  }

  /* ---- keys: Enter never sends, Ctrl-Enter does ---- */
  all("form[data-record]").forEach(function (form) {
    form.classList.add("k-live");
    form.addEventListener("keydown", function (e) {
      if (e.key !== "Enter") return;
      if (composing(e)) { e.preventDefault(); return; }
      if (e.ctrlKey || e.metaKey) {
        e.preventDefault();
        if (form.requestSubmit) form.requestSubmit(); else one("button.btn-primary[type=submit]", form).click();
      } else if (/^(INPUT|SELECT)$/.test(e.target.tagName) && !/^(submit|button|checkbox|radio)$/.test(e.target.type)) e.preventDefault();
    });
    apply(form);
    enliven(form);
    all("[data-lines]", form).forEach(lines);
    if (form.hasAttribute("data-form")) keeper(form);
  });

  /* ---- articles beside the fields ---- */
  var wide = window.matchMedia("(min-width:1200px)");
  all("details[data-wide-open]").forEach(function (d) { d.open = wide.matches; });
})();
