package import ControlGroups

/// What stands in a file now, as a plan compares it: one line without its newline; for a file by key, the key's line.
package enum Current {
  /// Files of which one write changes one key's line.
  package static func isByKey(_ file: String) -> Bool {
    [
      "io.max", "io.weight", "io.bfq.weight", "io.latency", "io.cost.qos", "io.cost.model", "misc.max", "rdma.max",
      "dmem.max", "dmem.min", "dmem.low",
    ].contains(file)
  }

  /// The key a text begins with; nil for a file that has none.
  package static func key(in text: String, of file: String) -> String? {
    guard isByKey(file) else { return nil }
    let words = text.split(separator: " ")
    if words.count == 1 { return "default" }
    return words.first.map(String.init)
  }

  /// The text; nil where the file cannot be read.
  package static func text(_ file: String, _ key: String?, of group: ControlGroup) -> String? {
    try? read(file, key, of: group)
  }

  /// The text.
  static func read(_ file: String, _ key: String?, of group: ControlGroup) throws(ControlGroupError) -> String {
    var buffer: [UInt8] = []
    let count = try group.read(named: file, into: &buffer)
    return text(key, in: buffer[..<count])
  }

  /// The text of what was read, or its key's line.
  static func text(_ key: String?, in bytes: ArraySlice<UInt8>) -> String {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(trimmed)
    guard let key else { return lines.joined(separator: "\n") }
    return lines.first { $0.split(separator: " ").first.map(String.init) == key } ?? ""
  }

  private static func trimmed(_ line: Substring) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// The keys that have a line.
  package static func keys(_ file: String, of group: ControlGroup) -> [String] {
    (text(file, nil, of: group) ?? "").split(separator: "\n").compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
  }

  /// What takes a key's line away.
  package static func reset(_ file: String, key: String) -> String {
    switch file {
    case "io.max": "\(key) rbps=max wbps=max riops=max wiops=max"
    case "io.latency": "\(key) target=0"
    case "rdma.max": "\(key) hca_handle=max hca_object=max"
    case "dmem.min", "dmem.low": "\(key) 0"
    case "io.weight", "io.bfq.weight": key == "default" ? "default 100" : "\(key) default"
    case "io.cost.qos": "\(key) enable=0"
    case "io.cost.model": "\(key) ctrl=auto"
    default: "\(key) max"
    }
  }

  /// The fields of a key's line, where one write may change some of them alone.
  private static func order(_ file: String) -> [String]? {
    switch file {
    case "io.max": ["rbps", "wbps", "riops", "wiops"]
    case "rdma.max": ["hca_handle", "hca_object"]
    default: nil
    }
  }

  /// One text that does what two for the same key would do one after the other.
  static func joined(_ file: String, key: String, _ earlier: String, _ later: String) -> String {
    // `KEY VALUE` and not `KEY NAME=VALUE …`: there is but one.
    if fields(later).isEmpty { return later }
    // Each where it stands last: a figure after ctrl=auto is the user's again.
    var words: [Substring] = []
    for word in (earlier + " " + later).split(separator: " ").reversed() where word.contains("=") {
      let name = word.prefix { $0 != "=" }
      if !words.contains(where: { $0.prefix { $0 != "=" } == name }) { words.append(word) }
    }
    return ([key] + words.reversed().map(String.init)).joined(separator: " ")
  }

  /// A line as it can be written back. What an io.cost file shows of an automatic device are figures that the kernel chose:
  /// written, they would be the user's.
  static func writable(_ file: String, _ line: String) -> String {
    let words = line.split(separator: " ")
    guard file.hasPrefix("io.cost."), words.contains("ctrl=auto") else { return line }
    return (words.prefix(1) + words.dropFirst().filter { $0.hasPrefix("enable=") || $0 == "ctrl=auto" })
      .joined(separator: " ")
  }

  /// What a file holds that nobody wrote; nil where it has no such value.
  static func standard(_ file: String) -> String? {
    InterfaceTable.entry(named: file)?.row.standard ?? (isByKey(file) ? "" : nil)
  }

  /// The key's line after a write of some of its fields, as the kernel will print it.
  static func merged(_ file: String, key: String, old: String, text: String) -> String {
    guard let order = order(file) else { return text }
    let fields = fields(old).merging(Self.fields(text)) { $1 }
    return ([key] + order.map { "\($0)=\(fields[$0] ?? "max")" }).joined(separator: " ")
  }

  static func fields(_ line: String) -> [String: String] {
    Dictionary(
      line.split(separator: " ").compactMap { field in
        let parts = field.split(separator: "=", maxSplits: 1)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
      }, uniquingKeysWith: { $1 })
  }

  /// Whether a key's text takes its line away: `254:0 rbps=max wbps=max`, `254:0 default`, `drm/0000:00:02.0/vram0 max`.
  static func isNoLimit(_ file: String, _ text: String) -> Bool {
    let none: [String] =
      switch file {
      case "io.latency": ["max", "0"]
      case "io.weight", "io.bfq.weight": ["default"]
      case "dmem.min", "dmem.low": ["0"]
      default: ["max"]
      }
    let values = text.split(separator: " ").dropFirst().map { $0.split(separator: "=").last.map(String.init) ?? "" }
    return !values.isEmpty && values.allSatisfy(none.contains)
  }

  /// Whether a file holds what was wanted: the kernel rounds bytes down to pages, and leaves out a line that is all max.
  static func agrees(_ file: String, wanted: String, kept: String) -> Bool {
    if wanted == kept { return true }
    // No line is no limit, and no limit is what nothing else agrees with.
    if wanted.isEmpty { return false }
    if let form = InterfaceTable.entry(named: file)?.row.accepts,
      form.agrees(ByteText(wanted), kept.isEmpty ? nil : ByteText(kept))
    {
      return true
    }
    if file.hasPrefix("cpuset."), let left = try? RangeList(parsing: wanted), let right = try? RangeList(parsing: kept)
    {
      return left.count == right.count && right.ranges.allSatisfy { $0.allSatisfy(left.contains) }
    }
    if isByKey(file), kept.isEmpty { return isNoLimit(file, wanted) }
    guard file.hasPrefix("memory.") || file.hasPrefix("hugetlb."), let wanted = UInt64(wanted), let kept = UInt64(kept)
    else {
      return false
    }
    // Pages are 4 to 64 KiB, huge ones up to 16 GiB.
    return kept <= wanted && wanted - kept < (file.hasPrefix("hugetlb.") ? 1 << 34 : 1 << 16)
  }
}
