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
  printDigits(value, digits, to: &out)
}

/// Appends the last digits of a number, with zeros in front where it has fewer.
package func printDigits(_ value: UInt64, _ digits: Int, to out: inout [UInt8]) {
  let start = out.count
  for _ in 0..<digits { out.append(Ascii.zero) }
  // By its span: an array would be asked for each digit whether it is shared.
  var text = out.mutableSpan
  var rest = value
  var index = start &+ digits
  while index > start {
    index &-= 1
    text[index] = Ascii.zero &+ UInt8(truncatingIfNeeded: rest % 10)
    rest /= 10
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
