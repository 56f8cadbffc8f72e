# Panels with what a Prometheus answered, as one SVG. For picture.sh.

def escaped: gsub("&"; "&amp;") | gsub("<"; "&lt;") | gsub(">"; "&gt;");
def cut($most): if length > $most then .[:$most - 1] + "…" else . end;
def one: . * 10 | round / 10;
def bytes:
  if . >= 1073741824 then "\(. / 1073741824 | one) GiB" elif . >= 1048576 then "\(. / 1048576 | one) MiB"
  elif . >= 1024 then "\(. / 1024 | one) KiB" else "\(one) B" end;
def shown($unit):
  if $unit == "bytes" then bytes elif $unit == "binBps" then "\(bytes)/s"
  elif $unit == "percentunit" then "\(. * 1000 | round / 10)%" elif $unit == "cps" then "\(one)/s"
  elif $unit == "s" then "\(one) s" else "\(. * 100 | round / 100)" end;
def colours: ["#3274d9", "#e0752d", "#2f9e44", "#a352cc", "#c4162a", "#0a7ea4", "#b58900", "#6b7280"];
def text($x; $y; $size; $colour; $more):
  "<text x=\"\($x)\" y=\"\($y)\" font-size=\"\($size)\" fill=\"\($colour)\"\($more)>\(escaped)</text>";

# A panel of 560 by 230 at a place; $from and $until in seconds.
def panel($x; $y; $from; $until; $step):
  .unit as $unit
  | ([.series[].values[][1]] | max // 1 | if . <= 0 then 1 else . * 1.08 end) as $top
  | def across: $x + 70 + (. - $from) / ($until - $from) * 475;
    def down: $y + 150 - . / $top * 110;
    ["<rect x=\"\($x)\" y=\"\($y)\" width=\"560\" height=\"230\" rx=\"6\" fill=\"#ffffff\" stroke=\"#d0d7de\"/>",
     (.title | text($x + 14; $y + 22; 14; "#1f2328"; " font-weight=\"600\"")),
     (0, 0.5, 1 | . * $top
       | "<line x1=\"\($x + 70)\" x2=\"\($x + 545)\" y1=\"\(down | one)\" y2=\"\(down | one)\" stroke=\"#e6e8eb\"/>",
         (. as $value | shown($unit) | text($x + 64; ($value | down | one + 4); 11; "#57606a"; " text-anchor=\"end\""))),
     ("\($until - $from | round) s ago" | text($x + 70; $y + 166; 11; "#57606a"; "")),
     ("now" | text($x + 545; $y + 166; 11; "#57606a"; " text-anchor=\"end\"")),
     (.series | sort_by(-(.values | map(.[1]) | max // 0)) | .[:6] | to_entries[]
       | .key as $n | colours[$n % 8] as $colour | .value
       | ([.values as $values | range($values | length) | . as $i | $values[$i]
           | (if $i == 0 or .[0] - $values[$i - 1][0] > 2.5 * $step then "M" else "L" end)
             + "\(.[0] | across | one) \(.[1] | down | one)"] | join(" ")) as $path
       | "<path d=\"\($path)\" fill=\"none\" stroke=\"\($colour)\" stroke-width=\"1.6\"\(if .limit then " stroke-dasharray=\"7 4\"" else "" end)/>",
         "<rect x=\"\($x + 14 + $n % 2 * 272)\" y=\"\($y + 175 + ($n / 2 | floor) * 17)\" width=\"10\" height=\"10\" fill=\"\($colour)\"/>",
         ("\(.legend | cut(32))  \(.values | last[1] | shown($unit))"
           | text($x + 30 + $n % 2 * 272; $y + 184 + ($n / 2 | floor) * 17; 11; "#1f2328"; "")))]
  | join("\n");

# From a list of {title, unit, series: [{legend, limit, values: [[seconds, number]]}]}.
def picture($from; $until; $step; $words):
  (length / 2 | ceil) as $rows
  | "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1152 \($rows * 240 + 44)\" font-family=\"Helvetica, Arial, sans-serif\">",
    "<rect width=\"1152\" height=\"\($rows * 240 + 44)\" fill=\"#f6f8fa\"/>",
    ($words | text(12; 24; 13; "#57606a"; "")),
    (to_entries[] | .key as $n | .value | panel(11 + $n % 2 * 570; 40 + ($n / 2 | floor) * 240; $from; $until; $step)),
    "</svg>";
