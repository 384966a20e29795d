/* Pickers: a select that searches on the server, never a full list in the page.
   Only the answer to what stands in the field now is taken; an earlier question is called off. The list is
   open whenever the field has the focus and there is something to choose. */
(function () {
  "use strict";
  var PAUSE = 200;
  var word = function (name) { return document.body.getAttribute("data-t-" + name) || ""; };

  function picker(select) {
    if (select.tomselect || !window.TomSelect) return;
    var early = document.activeElement === select, label = document.querySelector('label[for="' + select.id + '"]');
    // The picker takes the label over; the select it hides keeps its name for screen readers.
    var name = label ? label.textContent.trim() : "";
    var waiting = null, asked = null, failed = false, byKey = false;
    if (name) select.setAttribute("aria-label", name);

    function forget(self) {
      if (!waiting && !asked) return;
      clearTimeout(waiting);
      if (asked) asked.abort();
      waiting = asked = null;
      self.loading = Math.max(self.loading - 1, 0);
      self.wrapper.classList.remove("loading");
    }
    function ask(self, query, done) {
      var mine = asked = new AbortController();
      var answered = function (found, fault) {
        if (asked !== mine) return;
        asked = null; failed = fault;
        self.clearOptions();
        done(found);
      };
      fetch(select.getAttribute("data-picker") + "?q=" + encodeURIComponent(query), {
        credentials: "same-origin", headers: { Accept: "application/json" }, signal: mine.signal
      }).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      }).then(function (found) { answered(found.results, false); }, function () { answered([], true); });
    }

    var made = new window.TomSelect(select, {
      valueField: "id", labelField: "label", searchField: [], maxOptions: 50, plugins: [], create: false,
      allowEmptyOption: false, placeholder: select.getAttribute("data-placeholder") || "",
      // A letter counts at once: a delayed one would open the list again after a choice and take the focus.
      refreshThrottle: 0, loadThrottle: null,
      load: function (query, done) {
        var self = this;
        forget(self);
        self.wrapper.classList.add("loading");
        waiting = setTimeout(function () { waiting = null; ask(self, query, done); }, query ? PAUSE : 0);
      },
      shouldLoad: function () { return true; },
      score: function () { return function () { return 1; }; },
      render: {
        option: function (data, escape) { return "<div>" + escape(data.label) + (data.more ? "<small>" + escape(data.more) + "</small>" : "") + "</div>"; },
        item: function (data, escape) { return "<div>" + escape(data.label) + "</div>"; },
        no_results: function () { return '<div class="no-results">' + word(failed ? "failed" : "none") + "</div>"; },
        loading: function () { return '<div class="no-results">…</div>'; }
      },
      onInitialize: function () {
        var self = this, open = self.open, about = select.getAttribute("aria-describedby");
        if (name) self.control_input.setAttribute("aria-label", name);
        if (about) self.control_input.setAttribute("aria-describedby", about);
        self.open = function () { if (document.activeElement === self.control_input) open.call(self); };
        self.wrapper.addEventListener("keydown", function () { byKey = true; }, true);
        self.wrapper.addEventListener("mousedown", function () { byKey = false; }, true);
      },
      onFocus: function () { this.clearOptions(); this.load(this.inputValue()); },
      onBlur: function () { forget(this); },
      // What stood there before belongs to another search: Enter must not take it.
      onType: function () { this.clearOptions(); this.refreshOptions(false); },
      onItemAdd: function () {
        forget(this);
        this.setTextboxValue("");
        this.close();
        if (!byKey) this.blur();
      }
    });
    // Somebody was faster than the script: the focus stays where it was.
    if (early) made.focus();
  }

  function start(root) {
    Array.prototype.forEach.call(root.querySelectorAll("select[data-picker]"), picker);
  }
  start(document);
  ["htmx:load", "k:added"].forEach(function (name) {
    document.addEventListener(name, function (e) { start(e.target); });
  });
})();
