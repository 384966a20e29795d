/* The page of an entry: files that can be shown in place are loaded when somebody asks for them. */
(function () {
  "use strict";
  Array.prototype.forEach.call(document.querySelectorAll("details[data-preview]"), function (d) {
    d.addEventListener("toggle", function () {
      if (!d.open || d.querySelector("img,iframe")) return;
      var picture = d.getAttribute("data-preview") === "picture";
      var shown = document.createElement(picture ? "img" : "iframe");
      shown.className = picture ? "k-preview-img" : "k-preview-pdf";
      shown[picture ? "alt" : "title"] = d.getAttribute("data-title");
      shown.src = d.getAttribute("data-src");
      d.appendChild(shown);
    });
  });
})();
