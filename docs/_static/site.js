// "<5" is no word to the index, and is what people look for: it finds what is said of thresholds.
var splitQuery = (query) => query
  .replace(/[<≤]\s*\d+/g, " threshold ")
  .split(/[^\p{Letter}\p{Number}_\p{Emoji_Presentation}]+/gu)
  .filter((term) => term);

// What is wider than its place is scrolled by the keyboard too.
document.addEventListener("DOMContentLoaded", () => {
  for (const each of document.querySelectorAll("pre, .table-wrapper"))
    if (each.scrollWidth > each.clientWidth) each.tabIndex = 0;
});
