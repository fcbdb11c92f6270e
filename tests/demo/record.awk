# Draws lines with the times at which they were printed (TIME<tab>LINE) as a terminal that scrolls. A bold line is a step, a colored
# one a command. The build is left out: the recording starts with the second step.
BEGIN { FS = "\t"; columns = 140; height = 32; row = 17; longest = 2 }
function escaped(text) { gsub(/&/, "\\&amp;", text); gsub(/</, "\\&lt;", text); gsub(/>/, "\\&gt;", text); return text }
function add(text, class) { count++; texts[count] = text; classes[count] = class; times[count] = time }
{
  line = substr($0, length($1) + 2)
  class = line ~ /\033\[1m/ ? "step" : line ~ /\033\[36m/ ? "command" : ""
  if (class == "step") steps++
  if (steps < 2) { last = $1; next }
  pause = $1 - last; last = $1
  time += pause > longest ? longest : pause
  gsub(/\033\[[0-9;]*m/, "", line); gsub(/\t/, "  ", line); gsub(/\r/, "", line)
  do { add(substr(line, 1, columns), class); line = substr(line, columns + 1) } while (length(line) > 0)
}
END {
  total = time + 4; width = columns * 7.23 + 24; tall = height * row + 20
  printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"title desc\">\n", width, tall
  print "<title id=\"title\">Recording of make demo</title>"
  print "<desc id=\"desc\">A terminal shows a report, a cleanup, a restore, and the check that every image and container works.</desc>"
  print "<style>"
  print ".screen { fill: #f6f8fa; stroke: #d0d7de; } text { font: 12px ui-monospace, monospace; fill: #1f2328; white-space: pre; }"
  print ".step { font-weight: 700; } .command { fill: #0969da; }"
  print "@media (prefers-color-scheme: dark) {"
  print ".screen { fill: #0d1117; stroke: #30363d; } text { fill: #e6edf3; } .command { fill: #58a6ff; } }"
  printf "#roll { transform: translateY(%dpx); animation: roll %.1fs step-end infinite; }\n", (height - count) * row, total
  print "@media (prefers-reduced-motion: reduce) { #roll { animation: none; } }"
  print "@keyframes roll {"
  for (i = 1; i <= count; i++)
    if (i == count || times[i + 1] - times[i] > 0.04)
      printf "%.2f%% { transform: translateY(%dpx); }\n", shown++ ? 100 * from / total : 0, (height - i) * row, from = times[i + 1]
  print "}"
  print "</style>"
  printf "<defs><clipPath id=\"clip\"><rect x=\"1\" y=\"8\" width=\"%d\" height=\"%d\"/></clipPath></defs>\n", width - 2, height * row + 4
  printf "<rect class=\"screen\" x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n", width - 1, tall - 1
  print "<g clip-path=\"url(#clip)\"><g id=\"roll\">"
  for (i = 1; i <= count; i++)
    if (texts[i] != "")
      printf "<text%s x=\"12\" y=\"%d\" xml:space=\"preserve\">%s</text>\n", classes[i] ? " class=\"" classes[i] "\"" : "", i * row + 6, escaped(texts[i])
  print "</g></g>"
  print "</svg>"
}
