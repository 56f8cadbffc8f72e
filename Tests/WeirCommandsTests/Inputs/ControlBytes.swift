/// The bytes that a terminal would act on: C0 but newline and tab, DEL, C1 alone or as UTF-8, and bytes that are no
/// UTF-8 at all. Empty for a text that does nothing.
func controlBytes(_ text: [UInt8]) -> [String] {
  var found: [String] = []
  if !text.elementsEqual(String(decoding: text, as: UTF8.self).utf8) { found.append("not UTF-8") }
  for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
    switch scalar.value {
    case 0x09, 0x0A: continue
    case 0..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF:
      found.append("U+" + String(scalar.value, radix: 16))
    default: continue
    }
  }
  return found
}
