// The printers: the mirror image of the scanners.

/// Appends a number in decimal.
package func printDecimal(_ value: UInt64, to out: inout [UInt8]) {
  if value < 10 {
    out.append(Ascii.zero + UInt8(truncatingIfNeeded: value))
    return
  }
  var digits = 1
  var bound: UInt64 = 10
  while digits < 20, value >= bound {
    digits += 1
    if digits == 20 { break }
    bound &*= 10
  }
  let start = out.count
  for _ in 0..<digits { out.append(Ascii.zero) }
  var rest = value
  var index = start + digits - 1
  while rest > 0 {
    out[index] = Ascii.zero + UInt8(truncatingIfNeeded: rest % 10)
    rest /= 10
    index -= 1
  }
}

/// Appends hundredths with exactly two digits behind the point, as the kernel's `%lu.%02lu`.
package func printHundredths(_ value: UInt64, to out: inout [UInt8]) {
  printDecimal(value / 100, to: &out)
  out.append(Ascii.dot)
  out.append(Ascii.zero + UInt8(truncatingIfNeeded: value / 10 % 10))
  out.append(Ascii.zero + UInt8(truncatingIfNeeded: value % 10))
}

/// Appends ASCII text.
package func printText(_ text: String, to out: inout [UInt8]) { out.append(contentsOf: text.utf8) }
