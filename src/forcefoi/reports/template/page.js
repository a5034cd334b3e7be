// A label of a chart opens its number as a button does, so that Escape closes it; without script it leads there.
document.querySelectorAll('svg a[href^="#n-"]').forEach(function (label) {
  label.addEventListener("click", function (event) {
    var panel = document.getElementById(label.getAttribute("href").slice(1));
    if (!panel || !panel.showPopover) return;
    event.preventDefault();
    panel.showPopover();
    panel.querySelector("button").focus();
  });
});
// Shows the buttons that copy a sentence with its source; without script they stay hidden.
document.querySelectorAll("button.copy").forEach(function (button) {
  var label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", function () {
    var text = button.dataset.copy;
    function told(done) {
      button.textContent = done ? "Copied" : "Your browser does not allow it: select the text";
      setTimeout(function () { button.textContent = label; }, 3000);
    }
    function byHand() {
      var field = document.createElement("textarea");
      field.value = text;
      field.setAttribute("readonly", "");
      field.className = "copy-field";
      document.body.appendChild(field);
      field.select();
      var done = document.execCommand("copy");
      field.remove();
      button.focus();
      told(done);
    }
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(function () { told(true); }, byHand);
    else byHand();
  });
});
