internal import ControlGroups
internal import GroupMetrics

/// A line a group and interval (RFC 4180): what is absent is empty. Where the host is shown its line comes first, and
/// then one of what no group accounts for, without a path.
struct StatCSV {
  let columns: StatColumns

  func text(_ list: StatList, withHeader: Bool) -> [UInt8] {
    var out: [UInt8] = []
    let metrics = columns.metrics
    if withHeader {
      let names = ["time", "interval", "target", "path", "id"] + metrics.map { Catalogue[$0].name }
      out.append(contentsOf: (names.joined(separator: ",") + "\r\n").utf8)
    }
    var time: [UInt8] = []
    Timestamp.print(nanoseconds: list.snapshot.wallNanoseconds, milliseconds: true, to: &time)
    func line(_ target: String, _ slot: Int?, _ value: (MetricID) -> String) {
      let group = slot.flatMap { list.snapshot.groups[$0] }
      out.append(contentsOf: time)
      field("\((list.interval * 1e6).rounded() / 1e6)", to: &out)
      field(target, to: &out)
      field(group?.path.description ?? "", to: &out)
      field(group.map { "\($0.inode)" } ?? "", to: &out)
      for metric in metrics { field(value(metric), to: &out) }
      out.append(contentsOf: "\r\n".utf8)
    }
    if let host = list.host {
      line(host.scope.rowName, host.slot) { Self.value($0, host.slot, list.snapshot) }
      line("unattributed", nil) { host.unattributed($0).map { Self.value($0) } ?? "" }
    }
    for row in list.rows {
      line(row.target.description, row.slot) { Self.value($0, row.slot, list.snapshot) }
    }
    return out
  }

  private static func value(_ metric: MetricID, _ slot: Int, _ snapshot: Snapshot) -> String {
    if let text = snapshot.text(metric, slot) { return text.description }
    return value(snapshot.figure(metric, slot))
  }

  private static func value(_ figure: Figure) -> String {
    switch figure {
    case .missing: return ""
    case .max: return "max"
    case .number(let number):
      if number >= 0, number < 1.8e19, number.rounded() == number { return "\(UInt64(number))" }
      return "\(number)"
    }
  }

  /// A comma and the field, quoted where it must be.
  private func field(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: ","))
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 < 0x20 }) else {
      return out.append(contentsOf: text.utf8)
    }
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { out.append(byte) }
      out.append(byte)
    }
    out.append(UInt8(ascii: "\""))
  }
}
