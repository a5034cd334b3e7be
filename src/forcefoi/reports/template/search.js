// Finds forces as one types; without script the whole list stands there, and the field does not.
(function () {
  var field = document.getElementById("find"), said = document.getElementById("found");
  var forces = [].slice.call(document.querySelectorAll(".forces li"));
  // Without accents, marks and the possessive: what is typed and what is listed are then one.
  function plain(text) {
    return " " + text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’']s\b/g, "")
      .replace(/[’']/g, "").replace(/[^a-z0-9&]+/g, " ").trim();
  }
  var known = forces.map(function (force) { return plain(force.textContent + " " + force.dataset.find); });
  function search() {
    var words = plain(field.value).split(" ").filter(function (word) { return word && word !== "the" && word !== "force"; }), count = 0;
    forces.forEach(function (force, at) {
      force.hidden = !words.every(function (word) { return known[at].indexOf(" " + word) >= 0; });
      if (!force.hidden) count += 1;
    });
    document.querySelectorAll(".nation").forEach(function (nation) {
      nation.hidden = !nation.querySelector(".forces li:not([hidden])");
    });
    said.textContent = !field.value.trim() ? "" : count ? count + (count === 1 ? " force" : " forces") :
      "No force matches all of these words. Try fewer of them, or the name of the county.";
  }
  field.addEventListener("input", search);
  field.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { field.value = ""; search(); }
  });
  document.querySelector(".search").hidden = false;
  // A browser that comes back to the page may have kept what was typed.
  search();
})();
