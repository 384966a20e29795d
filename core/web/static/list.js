/* Lists: rows by keyboard, choosing, the bar of what is done with the chosen, panels of filters and columns.
   Every page works without it as plain links and forms. */
(function () {
  "use strict";
  var one = function (s, root) { return (root || document).querySelector(s); };
  var all = function (s, root) { return Array.prototype.slice.call((root || document).querySelectorAll(s)); };
  var composing = function (e) { return e.isComposing || e.keyCode === 229; };
  // Single keys can be switched off in the profile (WCAG 2.1.4); arrows, Home, End and Enter always work.
  var singleKeys = document.body.getAttribute("data-keys") !== "off";

  /* rows: one tab stop, arrows or j and k, x or space chooses, shift takes all between, Enter opens */
  all("[data-table]").forEach(function (table) {
    var rows = all("tbody tr", table), master = one("thead input[type=checkbox]", table);
    var bar = one("[data-bulk]"), last = -1;
    var box = function (row) { return one("input[type=checkbox]", row); };
    var chosen = function () { return rows.filter(function (r) { var c = box(r); return c && c.checked; }); };

    function sync() {
      var n = chosen().length;
      rows.forEach(function (r) { var c = box(r); if (c) r.classList.toggle("k-sel", c.checked); });
      if (master) { master.checked = n > 0 && n === rows.length; master.indeterminate = n > 0 && n < rows.length; }
      if (!bar) return;
      bar.classList.toggle("k-on", n > 0);
      one("[data-n]", bar).textContent = n;
      var whole = one("[data-whole]", bar), every = one("[data-every]", bar);
      if (whole) whole.hidden = n < rows.length;
      if (every && n < rows.length) every.checked = false;
    }
    function between(from, to, on) {
      for (var j = Math.min(from, to); j <= Math.max(from, to); j += 1) { var c = box(rows[j]); if (c) c.checked = on; }
    }
    function choose(i) {
      var c = box(rows[i]);
      if (!c) return;
      c.checked = !c.checked; last = i; sync();
    }
    function goTo(from, to) {
      rows[from].tabIndex = -1; rows[to].tabIndex = 0; rows[to].focus();
    }
    function target(key, i) {
      if (key === "ArrowDown" || (singleKeys && (key === "j" || key === "J"))) return Math.min(i + 1, rows.length - 1);
      if (key === "ArrowUp" || (singleKeys && (key === "k" || key === "K"))) return Math.max(i - 1, 0);
      if (key === "Home") return 0;
      if (key === "End") return rows.length - 1;
      return -1;
    }

    rows.forEach(function (row, i) {
      var c = box(row);
      row.tabIndex = i ? -1 : 0;
      // The row is the tab stop; what stands in it is reached by Enter and x, and by the mouse.
      all("a,input", row).forEach(function (inner) { inner.tabIndex = -1; });
      row.addEventListener("focus", function () {
        rows.forEach(function (other) { other.tabIndex = other === row ? 0 : -1; });
      });
      if (c) c.addEventListener("click", function (e) {
        if (e.shiftKey && last >= 0) between(last, i, c.checked);
        last = i; sync();
      });
      row.addEventListener("keydown", function (e) {
        if (e.ctrlKey || e.metaKey || e.altKey || composing(e)) return;
        if (e.key === "Enter" && e.target === row) { var a = one("a", row); if (a) a.click(); return; }
        if (e.key === " " && e.target === row) { choose(i); e.preventDefault(); return; }
        if (singleKeys && e.key === "x") { choose(i); e.preventDefault(); return; }
        var to = target(e.key, i);
        if (to < 0) return;
        e.preventDefault();
        if (e.shiftKey && c) { if (last < 0) last = i; between(last, to, true); sync(); }
        goTo(i, to);
      });
    });
    if (master) master.addEventListener("change", function () { between(0, rows.length - 1, master.checked); sync(); });
    all("[data-clear]").forEach(function (b) {
      b.addEventListener("click", function () { between(0, rows.length - 1, false); last = -1; sync(); if (rows[0]) rows[0].focus(); });
    });
    sync();
    window.addEventListener("pageshow", sync);
  });

  /* anywhere on the page: / searches, j comes to the rows, c adds */
  document.addEventListener("keydown", function (e) {
    if (!singleKeys || composing(e) || e.ctrlKey || e.metaKey || e.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || e.target.isContentEditable || one("dialog[open]")) return;
    var to = null;
    if (e.key === "/") to = one("[data-search]");
    else if (e.key === "j" && !e.target.closest("tbody")) to = one("[data-table] tbody tr[tabindex='0']");
    if (to) { e.preventDefault(); to.focus(); return; }
    var add = e.key === "c" ? one("a[data-new]") : null;
    if (add) { e.preventDefault(); add.click(); }
  });

  /* panels: one open at a time, Escape and a press beside it close it, what it opened from gets the focus */
  var pops = all("[data-pop]");
  function shut(pop, back) {
    pop.open = false;
    if (back) one("summary", pop).focus();
  }
  pops.forEach(function (pop) {
    pop.addEventListener("toggle", function () {
      if (!pop.open) return;
      pops.forEach(function (other) { if (other !== pop && !other.contains(pop)) other.open = false; });
      if (one("select[data-picker]", pop)) pickers();
    });
  });
  document.addEventListener("click", function (e) {
    pops.forEach(function (pop) { if (pop.open && !pop.contains(e.target) && document.contains(e.target)) shut(pop, false); });
  });
  document.addEventListener("keydown", function (e) {
    if (e.key !== "Escape") return;
    pops.forEach(function (pop) { if (pop.open) { shut(pop, pop.contains(document.activeElement)); e.preventDefault(); } });
  });

  /* the searching picker is loaded when a panel that has one opens */
  var me = one("script[data-picker-style]"), asked = false;
  function load(source, then) {
    var script = document.createElement("script");
    script.src = source; script.onload = then;
    document.head.appendChild(script);
  }
  function pickers() {
    if (asked || !me) return;
    asked = true;
    var style = document.createElement("link");
    style.rel = "stylesheet"; style.href = me.getAttribute("data-picker-style");
    document.head.insertBefore(style, one("link[rel=stylesheet][href*='ui.css']"));
    load(me.getAttribute("data-picker-library"), function () { load(me.getAttribute("data-picker-script")); });
  }

  /* an address says what is asked and nothing else */
  all("form[data-tidy]").forEach(function (f) {
    f.addEventListener("submit", function () {
      var empty = all("input,select", f).filter(function (x) { return x.name && !x.value && !x.disabled; });
      empty.forEach(function (x) { x.disabled = true; });
      window.addEventListener("pageshow", function () { empty.forEach(function (x) { x.disabled = false; }); });
    });
  });

  /* with Shift a head of the table sorts further instead of anew */
  all("a[data-further]").forEach(function (a) {
    a.addEventListener("click", function (e) {
      if (!e.shiftKey) return;
      e.preventDefault();
      window.location.href = a.getAttribute("data-further");
    });
    a.addEventListener("keydown", function (e) {
      if (e.key !== "Enter" || !e.shiftKey) return;
      e.preventDefault();
      window.location.href = a.getAttribute("data-further");
    });
  });

  /* columns: up and down without leaving the panel */
  all("[data-cols]").forEach(function (list) {
    list.addEventListener("click", function (e) {
      var b = e.target.closest("button[name=up],button[name=down]");
      if (!b) return;
      e.preventDefault();
      var li = b.closest("li"), up = b.name === "up";
      var other = up ? li.previousElementSibling : li.nextElementSibling;
      if (other) list.insertBefore(up ? li : other, up ? other : li);
      b.focus();
    });
  });

  /* tabs of views tell how many rows they have, once the page is there */
  if (me && one("[data-view]")) {
    fetch(me.getAttribute("data-counts"), { credentials: "same-origin", headers: { Accept: "application/json" } })
      .then(function (answer) { return answer.ok ? answer.json() : { counts: {} }; })
      .then(function (found) {
        all("[data-view]").forEach(function (tab) {
          var n = found.counts[tab.getAttribute("data-view")];
          if (n !== undefined) one("[data-count]", tab).textContent = n;
        });
      })
      .catch(function () { /* the numbers stay away */ });
  }
})();
