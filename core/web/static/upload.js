/* Files of an entry: how far they are sent, and files that are pasted or dropped on the page. Without
   this script the form sends them as any other. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-upload]");
  if (!form) return;
  var input = form.querySelector("input[type=file]"), button = form.querySelector("button");
  var bar = form.querySelector("progress"), told = form.querySelector("[data-upload-told]");
  var sending = false;

  function say(text) { told.textContent = text; }

  function idle(text) {
    sending = button.disabled = false;
    bar.hidden = true;
    say(text);
  }

  function progress(e) {
    if (!e.lengthComputable) return;
    bar.max = e.total;
    bar.value = e.loaded;
    say(form.getAttribute("data-t-sent").replace("{percent}", Math.floor(100 * e.loaded / e.total)));
  }

  function show(xhr) {
    history.replaceState(null, "", xhr.responseURL || location.href);
    document.open();
    document.write(xhr.responseText);
    document.close();
  }

  function send(files) {
    if (sending || !files.length) return;
    var data = new FormData(form), xhr = new XMLHttpRequest();
    data.delete(input.name);
    Array.prototype.forEach.call(files, function (f) { data.append(input.name, f, f.name); });
    sending = button.disabled = true;
    bar.hidden = false;
    bar.removeAttribute("value");
    xhr.open("POST", form.action);
    xhr.upload.addEventListener("progress", progress);
    xhr.addEventListener("load", function () {
      if ((xhr.getResponseHeader("Content-Type") || "").indexOf("text/html") === 0) show(xhr);
      else idle(form.getAttribute("data-t-failed"));
    });
    xhr.addEventListener("error", function () { idle(form.getAttribute("data-t-failed")); });
    xhr.send(data);
  }

  form.addEventListener("submit", function (e) {
    if (!input.files.length || e.defaultPrevented) return;
    e.preventDefault();
    send(input.files);
  });
  document.addEventListener("paste", function (e) {
    var files = e.clipboardData ? e.clipboardData.files : [];
    if (!files.length) return;
    e.preventDefault();
    send(files);
  });
  form.addEventListener("dragover", function (e) { e.preventDefault(); });
  form.addEventListener("drop", function (e) {
    if (!e.dataTransfer || !e.dataTransfer.files.length) return;
    e.preventDefault();
    send(e.dataTransfer.files);
  });
})();
