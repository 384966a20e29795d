/* The palette: Ctrl+K or the search field in the top bar. Without script that field leads to /search/. */
(function () {
  "use strict";
  var field = document.querySelector("[data-palette]");
  if (!field || !window.HTMLDialogElement) return;
  var singleKeys = document.body.getAttribute("data-keys") !== "off";
  var word = function (name) { return field.getAttribute("data-t-" + name) || ""; };
  var make = function (tag, css, text) {
    var e = document.createElement(tag);
    if (css) e.className = css;
    if (text) e.textContent = text;
    return e;
  };
  var dialog = null, input, list, options = [], at = -1, waiting = null, asked = null, before = null, composing = false;

  function icon(name) {
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), use = document.createElementNS(svg.namespaceURI, "use");
    svg.setAttribute("class", "i"); svg.setAttribute("width", 17); svg.setAttribute("height", 17); svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", field.getAttribute("data-icons") + "#" + name);
    svg.appendChild(use);
    return svg;
  }
  function mark(to) {
    if (!options.length) { at = -1; input.removeAttribute("aria-activedescendant"); return; }
    at = (to + options.length) % options.length;
    options.forEach(function (o, n) { o.setAttribute("aria-selected", n === at ? "true" : "false"); });
    input.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  }
  function option(parent, hit) {
    var o = make("div");
    o.id = "pal-" + options.length;
    o.setAttribute("role", "option"); o.setAttribute("aria-selected", "false"); o.setAttribute("data-href", hit.url);
    o.appendChild(icon(hit.icon)); o.appendChild(make("b", "", hit.label));
    if (hit.more) o.appendChild(make("small", "", hit.more));
    options.push(o);
    parent.appendChild(o);
  }
  function group(label, hits) {
    var g = make("div"), head = make("div", "", label);
    head.id = "pal-g" + list.childNodes.length;
    g.setAttribute("role", "group"); g.setAttribute("aria-labelledby", head.id);
    head.setAttribute("role", "presentation");
    g.appendChild(head);
    hits.forEach(function (hit) { option(g, hit); });
    list.appendChild(g);
  }
  function show(groups, note) {
    list.textContent = ""; options = [];
    groups.forEach(function (found) {
      var hits = found.hits.slice();
      if (found.all) hits.push({ label: word("all"), more: found.label, url: found.all, icon: "arrow-right" });
      group(found.label, hits);
    });
    var empty = dialog.querySelector(".k-pal-note");
    empty.textContent = options.length ? "" : note;
    empty.hidden = options.length > 0;
    list.hidden = options.length === 0;
    mark(0);
  }
  function search() {
    if (asked) asked.abort();
    var mine = asked = new AbortController();
    fetch("/search/?q=" + encodeURIComponent(input.value.trim()), { credentials: "same-origin", headers: { Accept: "application/json" }, signal: mine.signal })
      .then(function (answer) { if (!answer.ok) throw new Error(answer.status); return answer.json(); })
      .then(function (found) { if (asked === mine) show(found.groups, word("none")); })
      .catch(function () { if (asked === mine && !mine.signal.aborted) show([], word("failed")); });
  }
  function later() {
    clearTimeout(waiting);
    if (!composing) waiting = setTimeout(search, 120);
  }
  function go(o, anew) {
    var to = o ? o.getAttribute("data-href") : "/search/?q=" + encodeURIComponent(input.value.trim());
    if (anew) window.open(to, "_blank", "noopener"); else window.location.href = to;
  }
  function keys(e) {
    if (e.isComposing || e.keyCode === 229) return;
    if (e.key === "ArrowDown") mark(at + 1);
    else if (e.key === "ArrowUp") mark(at - 1);
    else if (e.key === "Enter") go(options[at], e.ctrlKey || e.metaKey);
    else return;
    e.preventDefault();
  }
  function build() {
    dialog = make("dialog", "k-pal");
    dialog.setAttribute("aria-label", field.textContent.trim().replace(/Ctrl K$/, "").trim());
    var top = make("div", "k-pal-in"), note = make("div", "k-pal-note");
    input = make("input"); list = make("div", "k-pal-list");
    input.type = "text"; input.autocomplete = "off"; input.spellcheck = false; input.maxLength = 100; input.placeholder = word("hint");
    input.setAttribute("role", "combobox"); input.setAttribute("aria-expanded", "true"); input.setAttribute("aria-controls", "pal-list");
    input.setAttribute("aria-autocomplete", "list"); input.setAttribute("aria-label", word("hint"));
    list.id = "pal-list"; list.setAttribute("role", "listbox"); list.setAttribute("aria-label", word("list"));
    note.hidden = true; note.setAttribute("role", "status");
    var shut = make("button", "k-iconbtn");
    shut.type = "button"; shut.setAttribute("aria-label", word("close")); shut.appendChild(icon("x"));
    shut.addEventListener("click", function () { dialog.close(); });
    [icon("search"), input, shut].forEach(function (part) { top.appendChild(part); });
    [top, list, note].forEach(function (part) { dialog.appendChild(part); });
    document.body.appendChild(dialog);
    input.addEventListener("input", later);
    input.addEventListener("compositionstart", function () { composing = true; });
    input.addEventListener("compositionend", function () { composing = false; later(); });
    input.addEventListener("keydown", keys);
    list.addEventListener("mousemove", function (e) {
      var o = e.target.closest("[role=option]");
      if (o && options.indexOf(o) !== at) mark(options.indexOf(o));
    });
    list.addEventListener("click", function (e) { var o = e.target.closest("[role=option]"); if (o) go(o, e.ctrlKey || e.metaKey); });
    dialog.addEventListener("click", function (e) { if (e.target === dialog) dialog.close(); });
    dialog.addEventListener("close", function () { if (before && document.contains(before)) before.focus(); });
  }
  function open() {
    if (!dialog) build();
    if (dialog.open) { dialog.close(); return; }
    before = document.activeElement;
    dialog.showModal();
    input.select(); input.focus();
    search();
  }
  field.addEventListener("click", function (e) {
    if (e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    open();
  });
  document.addEventListener("keydown", function (e) {
    if ((e.ctrlKey || e.metaKey) && !e.shiftKey && !e.altKey && e.key.toLowerCase() === "k") { e.preventDefault(); open(); return; }
    if (e.key !== "/" || !singleKeys || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || e.target.isContentEditable || document.querySelector("dialog[open],[data-search]")) return;
    e.preventDefault();
    open();
  });
})();
