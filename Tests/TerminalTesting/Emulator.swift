internal import TerminalUI

/// A terminal in memory: as much of ECMA-48 as a screen uses. What it cannot read is a fault.
package struct Emulator: Sendable {
  package struct Place: Equatable, Sendable {
    package var text = " "
    /// The parameters of the last `m`.
    package var look = ""
    package init(text: String = " ", look: String = "") {
      self.text = text
      self.look = look
    }
  }

  package private(set) var width: Int
  package private(set) var height: Int
  package private(set) var places: [[Place]]
  package private(set) var faults: [String] = []
  /// DEC's private modes that are on: 1049 is the other screen, 25 the cursor.
  package private(set) var modes: Set<Int> = [7, 25]
  private var main: [[Place]] = []
  private var row = 0
  private var column = 0
  private var look = ""
  private var pending: [UInt8] = []

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
    places = Self.blank(width, height)
  }

  private static func blank(_ width: Int, _ height: Int) -> [[Place]] {
    Array(repeating: Array(repeating: Place(), count: width), count: height)
  }

  /// Rows as text, without blanks at their ends.
  package var lines: [String] {
    places.map { row in
      var text = row.map(\.text).joined()
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  package var text: String { lines.joined(separator: "\n") }

  package mutating func resize(width: Int, height: Int) {
    self.width = width
    self.height = height
    places = Self.blank(width, height)
  }

  /// - Parameter narrow: whether wide characters take one column, as where a terminal's tables are old.
  package mutating func take(_ bytes: [UInt8], narrow: Bool = false) {
    pending += bytes
    // What is not whole yet waits for the rest.
    guard let whole = Self.whole(pending) else { return }
    let text = String(decoding: pending[..<whole], as: UTF8.self)
    pending.removeFirst(whole)
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{1B}": sequence(&rest)
      case "\u{18}", "\u{0F}": break
      case "\r": column = 0
      case "\n": row = min(height - 1, row + 1)
      case "\u{7}": break
      default:
        if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
          faults.append("control \(scalar.value)")
        } else {
          put(scalar, narrow: narrow)
        }
      }
    }
  }

  /// How many bytes hold no sequence or character that is cut at the end.
  private static func whole(_ bytes: [UInt8]) -> Int? {
    var end = bytes.count
    if let escape = bytes.lastIndex(of: 0x1B) {
      let body = bytes[(escape + 1)...]
      let isShort = body.first == UInt8(ascii: "(") ? body.count < 2 : body.isEmpty
      if isShort { return escape }
      if body.first == UInt8(ascii: "["), !body.dropFirst().contains(where: { $0 >= 0x40 }) { return escape }
    }
    while end > 0, end > bytes.count - 4, bytes[end - 1] & 0xC0 == 0x80 { end -= 1 }
    if end > 0, bytes[end - 1] >= 0xC0 {
      let needed = bytes[end - 1] < 0xE0 ? 2 : bytes[end - 1] < 0xF0 ? 3 : 4
      return bytes.count - (end - 1) >= needed ? bytes.count : end - 1
    }
    return bytes.count
  }

  private mutating func sequence(_ rest: inout ArraySlice<Unicode.Scalar>) {
    switch rest.popFirst() {
    case "[": control(&rest)
    case "(": _ = rest.popFirst()
    case "=", ">", "7", "8": break
    default: faults.append("no CSI")
    }
  }

  private mutating func control(_ rest: inout ArraySlice<Unicode.Scalar>) {
    var parameters = ""
    while let next = rest.popFirst() {
      guard next.value >= 0x40 else {
        parameters.unicodeScalars.append(next)
        continue
      }
      if parameters.hasPrefix("?") || parameters.hasPrefix(">") { return mode(parameters, next) }
      let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 1 }
      switch next {
      case "m": look = parameters
      case "H":
        row = numbers[0] - 1
        column = numbers.count > 1 ? numbers[1] - 1 : 0
        if row >= height || column >= width { faults.append("outside: \(row) \(column)") }
        row = min(row, height - 1)
        column = min(column, width - 1)
      case "C": column += numbers[0]
      case "K": for index in column..<width { places[row][index] = Place() }
      case "J": places = Self.blank(width, height)
      case "t", "l", "h", "r": break
      default: faults.append("CSI \(next)")
      }
      return
    }
  }

  private mutating func mode(_ parameters: String, _ final: Unicode.Scalar) {
    for number in parameters.dropFirst().split(separator: ";").compactMap({ Int($0) }) {
      switch final {
      case "h":
        if number == 1049, modes.insert(1049).inserted {
          main = places
          places = Self.blank(width, height)
        }
        modes.insert(number)
      case "l":
        if number == 1049, modes.contains(1049) { places = main.count == height ? main : Self.blank(width, height) }
        modes.remove(number)
      default: break
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar, narrow: Bool) {
    let columns = narrow ? min(1, Columns.of(scalar)) : Columns.of(scalar)
    if columns == 0 {
      if column > 0 { places[row][column - 1].text.unicodeScalars.append(scalar) }
      return
    }
    guard column < width else {
      if modes.contains(1049) { faults.append("past the edge") }
      return
    }
    places[row][column] = Place(text: String(scalar), look: look)
    if columns == 2, column + 1 < width { places[row][column + 1] = Place(text: "", look: look) }
    column += columns
  }
}
