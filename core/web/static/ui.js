/* Progressive layer: every page works as plain forms and links without it.
   No eval and no inline handlers, so it runs under the strict content policy. */
(function () {
  "use strict";
  var one = function (s, root) { return (root || document).querySelector(s); };
  var all = function (s, root) { return Array.prototype.slice.call((root || document).querySelectorAll(s)); };

  /* theme */
  all("[data-theme-toggle]").forEach(function (b) {
    b.addEventListener("click", function () {
      var html = document.documentElement;
      var next = html.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
      html.setAttribute("data-bs-theme", next);
      try { localStorage.setItem("theme", next); } catch (error) { /* not kept */ }
      if (document.body.hasAttribute("data-user"))
        fetch("/profile/theme", { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": csrf() }, body: new URLSearchParams({ theme: next }) }).catch(function () { /* this browser keeps it */ });
    });
  });

  /* menu on narrow screens */
  all("[data-menu]").forEach(function (b) {
    b.addEventListener("click", function () {
      var open = document.body.classList.toggle("k-menu-open");
      b.setAttribute("aria-expanded", open ? "true" : "false");
    });
  });

  /* dialogs */
  all("[data-open]").forEach(function (b) {
    b.addEventListener("click", function () {
      var d = document.getElementById(b.getAttribute("data-open"));
      if (d && !d.open) { d.showModal(); var i = one("textarea,input:not([type=hidden])", d); if (i) i.focus(); }
    });
  });
  all("[data-close]").forEach(function (b) {
    b.addEventListener("click", function () {
      var d = b.closest("dialog"); if (d) d.close(); else b.parentNode.remove();
    });
  });
  all("dialog").forEach(function (d) {
    d.addEventListener("click", function (e) { if (e.target === d) d.close(); });
  });

  /* forms: ask before what cannot be undone, no double sending */
  function csrf() { var m = one("meta[name=csrf-token]"); return m ? m.content : ""; }
  all("form[data-confirm],button[data-confirm]").forEach(function (x) {
    x.addEventListener(x.tagName === "FORM" ? "submit" : "click", function (e) {
      if (!window.confirm(x.getAttribute("data-confirm"))) e.preventDefault();
    });
  });
  all("form[method=post]").forEach(function (f) {
    f.addEventListener("submit", function (e) {
      if (f.getAttribute("data-sent")) { e.preventDefault(); return; }
      setTimeout(function () { if (!e.defaultPrevented) f.setAttribute("data-sent", "1"); }, 0);
    });
  });
  window.addEventListener("pageshow", function () {
    all("form[data-sent]").forEach(function (f) { f.removeAttribute("data-sent"); });
  });
  all("form[data-autosubmit]").forEach(function (f) { f.submit(); });
  all("[data-post]").forEach(function (b) {
    b.addEventListener("click", function (e) {
      e.preventDefault();
      var ask = b.getAttribute("data-ask");
      if (ask && !window.confirm(ask)) return;
      var f = document.createElement("form"); f.method = "post"; f.action = b.getAttribute("data-post");
      var add = function (n, v) { var i = document.createElement("input"); i.type = "hidden"; i.name = n; i.value = v; f.appendChild(i); };
      add("csrf_token", csrf());
      if (b.getAttribute("data-name")) add("action", b.getAttribute("data-name"));
      all("input[name=rowid]:checked").forEach(function (c) { add("rowid", c.value); });
      document.body.appendChild(f); f.submit();
    });
  });
  all("[data-submit]").forEach(function (x) { x.addEventListener("change", function () { x.form.submit(); }); });

  /* the summary of mistakes leads to the field */
  all(".k-sum").forEach(function (s) { s.focus(); });
  all(".k-sum a").forEach(function (a) {
    a.addEventListener("click", function (e) {
      var t = document.getElementById(a.getAttribute("href").slice(1));
      if (!t) return;
      e.preventDefault();
      var d = t.closest("details"); if (d) d.open = true;
      if (t.tomselect) t.tomselect.focus(); else t.focus();
      (t.tomselect ? t.tomselect.wrapper : t).scrollIntoView({ block: "center" });
    });
  });

  /* an article beside what serves it */
  all("a.k-cite").forEach(function (a) {
    a.addEventListener("click", function (e) {
      var clause = document.getElementById(a.getAttribute("href").slice(1));
      if (!clause) return;
      e.preventDefault();
      clause.closest("details").open = true;
      var head = one("summary", clause);
      (head || clause).focus();
      clause.scrollIntoView({ block: "nearest" });
    });
  });

  /* part of another page, shown in this one: calls then(node) or failed() */
  function part(url, then, failed) {
    fetch(url, { credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.text();
    }).then(function (text) {
      var found = new DOMParser().parseFromString(text, "text/html").querySelector("[data-fragment]");
      if (!found) throw new Error(url);
      then(document.adoptNode(found));
    }).catch(failed);
  }

  /* boxes that are filled when they are opened; what failed is tried again when opened anew */
  all("details[data-fetch]").forEach(function (d) {
    var box = one("[data-fetched]", d), done = false;
    d.addEventListener("toggle", function () {
      if (!d.open || done) return;
      box.setAttribute("aria-busy", "true");
      part(d.getAttribute("data-fetch"), function (found) {
        done = true;
        box.removeAttribute("aria-busy");
        box.replaceChildren(found);
      }, function () {
        box.removeAttribute("aria-busy");
        box.textContent = d.getAttribute("data-t-failed");
      });
    });
  });

  /* help beside the page: a link without this script */
  (function () {
    var link = one("a[data-help]"), panel = null, box;
    if (!link || !window.HTMLDialogElement) return;
    function build() {
      panel = document.createElement("dialog");
      panel.className = "k-helppanel";
      panel.setAttribute("aria-label", link.textContent.trim());
      var shut = document.createElement("button");
      shut.type = "button"; shut.className = "k-iconbtn"; shut.setAttribute("aria-label", link.getAttribute("data-t-close")); shut.textContent = "×";
      shut.addEventListener("click", function () { panel.close(); });
      box = document.createElement("div");
      panel.appendChild(shut); panel.appendChild(box);
      panel.addEventListener("click", function (e) { if (e.target === panel) panel.close(); });
      panel.addEventListener("close", function () { link.focus(); });
      document.body.appendChild(panel);
    }
    function open() {
      if (!panel) build();
      if (panel.open) { panel.close(); return; }
      panel.showModal();
      if (box.firstElementChild) return;
      box.setAttribute("aria-busy", "true");
      part(link.href, function (found) {
        box.removeAttribute("aria-busy");
        box.replaceChildren(found);
      }, function () {
        box.removeAttribute("aria-busy");
        box.textContent = link.getAttribute("data-t-failed");
      });
    }
    link.addEventListener("click", function (e) {
      if (e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault();
      open();
    });
    document.addEventListener("keydown", function (e) {
      if (e.key !== "?" || document.body.getAttribute("data-keys") === "off" || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || e.target.isContentEditable || one("dialog[open]:not(.k-helppanel)")) return;
      e.preventDefault();
      open();
    });
  })();

  all("[data-print]").forEach(function (b) { b.addEventListener("click", function () { window.print(); }); });

  /* length of long texts */
  all("[data-limit]").forEach(function (t) {
    var out = document.getElementById("n-" + t.id), limit = +t.getAttribute("data-limit");
    if (!out) return;
    var show = function () {
      var n = Array.from(t.value).length;
      out.textContent = n + " / " + limit;
      out.classList.toggle("k-bad", n > limit);
    };
    t.addEventListener("input", show); show();
  });

  /* What this browser keeps while the server is away: by user, for a day, nothing on a shared computer.
     Other scripts use it as window.tongxin.kept. */
  var DAY = 864e5, PREFIX = "k-kept:", body = document.body, me = body.getAttribute("data-user") || "";
  var shared = body.hasAttribute("data-shared");
  function each(act) {
    try { Object.keys(localStorage).forEach(function (k) { if (k.indexOf(PREFIX) === 0) act(k); }); } catch (error) { /* closed */ }
  }
  function value(key) {
    try {
      var found = JSON.parse(localStorage.getItem(key));
      return found && Date.now() - found.at < DAY ? found : null;
    } catch (error) { return null; }
  }
  var kept = {
    put: function (name, what, at) {
      if (shared || !me) return false;
      try { localStorage.setItem(PREFIX + me + ":" + name, JSON.stringify({ at: at || Date.now(), value: what })); return true; } catch (error) { return false; }
    },
    get: function (name) { var found = value(PREFIX + me + ":" + name); return found && found.value; },
    del: function (name) { try { localStorage.removeItem(PREFIX + me + ":" + name); } catch (error) { /* closed */ } },
    names: function (start) {
      var found = [], mine = PREFIX + me + ":";
      each(function (k) { if (me && k.indexOf(mine + start) === 0 && value(k)) found.push(k.slice(mine.length)); });
      return found.sort();
    },
    wipe: function () { each(function (k) { localStorage.removeItem(k); }); }
  };
  window.tongxin = { kept: kept, csrf: csrf, part: part };
  each(function (k) { if (shared || !value(k)) localStorage.removeItem(k); });
  all('form[action="/logout/"]').forEach(function (f) { f.addEventListener("submit", function () { kept.wipe(); }); });

  /* pictures that are drawn anew every so many seconds */
  all("img[data-renew]").forEach(function (image) {
    var address = image.getAttribute("src"), number = 0;
    setInterval(function () { image.src = address + "?" + (++number); }, 1000 * image.getAttribute("data-renew"));
  });

  /* a connection that broke while saving: was it saved? */
  var sent = kept.get("sent");
  if (sent) {
    kept.del("sent");
    if (!one(".k-flash.k-success") && !one('form[data-token="' + sent + '"]'))
      fetch("/drafts/" + sent, { credentials: "same-origin" }).then(function (answer) { return answer.json(); }).then(function (told) {
        if (!told.url) return;
        var box = document.createElement("div"), link = document.createElement("a");
        box.className = "k-flash k-success"; box.setAttribute("role", "status");
        box.textContent = body.getAttribute("data-t-sent") + " ";
        link.href = told.url; link.textContent = body.getAttribute("data-t-open");
        box.appendChild(link);
        one("main .k-wrap").insertBefore(box, one("main .k-wrap").firstChild);
      }).catch(function () { /* away again */ });
  }
})();
