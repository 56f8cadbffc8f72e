@testable import TerminalUI

extension Grid {
  /// The lines within the box of a title, without what lies beside it; all lines of a screen where boxes have no frame.
  func box(_ title: String) -> [String] {
    let lines = (0..<height).map { Array(text(row: $0)) }
    guard let top = lines.firstIndex(where: { String($0).contains("+- \(title) -") }),
      let left = lines[top].firstIndex(of: "+"), let right = lines[top].lastIndex(of: "+")
    else { return lines.map { String($0) } }
    return lines[(top + 1)...].prefix { $0.count > left && $0[left] == "|" }
      .map { VerdictLines.trimmed(String($0.dropFirst(left + 2).prefix(right - left - 3))[...]) }
  }
}
