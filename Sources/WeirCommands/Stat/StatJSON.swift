internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// One interval for a program (Documentation/schemas/stat.schema.json).
struct StatJSON {
  let columns: StatColumns
  let hierarchy: Hierarchy

  /// The version of the form; a change that would break a reader makes it another.
  static let schema = "weir.stat/1"

  func text(_ list: StatList, isPretty: Bool) -> [UInt8] {
    let metrics = columns.metrics
    var out: [UInt8] = []
    var head = JSONText()
    head.object { json in
      json.key("schema")
      json.text(Self.schema)
      json.key("time")
      json.text(Self.time(list.snapshot.wallNanoseconds))
      json.key("interval")
      json.double((list.interval * 1e6).rounded() / 1e6)
      json.key("total")
      json.object { json in
        for metric in metrics where Catalogue[metric].addsUp {
          json.key(Catalogue[metric].name)
          if let sum = list.total(metric) { json.figure(sum) } else { json.null() }
        }
      }
      if let host = list.host {
        json.key("host")
        json.object { json in
          json.key("row")
          json.text(host.scope.rowName)
          figures(host.slot, .root, list.snapshot, metrics, &json)
          host.write(&json)
        }
      }
      if let kills = list.kills {
        json.key("oom_kills")
        json.array { json in for kill in kills { json.object { kill.write(&$0) } } }
      }
    }
    // The groups follow in the same object, each on a line of its own where people may read it.
    out.append(contentsOf: head.bytes.dropLast())
    out.append(contentsOf: ",\"groups\":[".utf8)
    for (index, row) in list.rows.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      if isPretty { out.append(UInt8(ascii: "\n")) }
      var json = JSONText()
      json.object { json in self.row(row, list, metrics, &json) }
      out.append(contentsOf: json.bytes)
    }
    out.append(contentsOf: (isPretty ? "\n]}\n" : "]}\n").utf8)
    return out
  }

  private func row(_ row: StatList.Row, _ list: StatList, _ metrics: [MetricID], _ json: inout JSONText) {
    let snapshot = list.snapshot
    let path = ByteText(row.path.bytes)
    json.key("path")
    json.text(path)
    if path.description.utf8.count != path.bytes.count {
      json.key("path_escaped")
      json.bool(true)
    }
    json.key("id")
    json.number(snapshot.groups[row.slot]?.inode ?? 0)
    json.key("target")
    json.text(row.target)
    json.key("kind")
    json.text(row.group.identity.kind.rawValue)
    if row.group.identity.isGuess {
      json.key("guess")
      json.bool(true)
    }
    if let engine = row.group.identity.engine {
      json.key("engine")
      json.text(engine.rawValue)
    }
    json.key("name")
    json.text(row.group.identity.qualifiedName)
    figures(row.slot, row.path, snapshot, metrics, &json)
    if let idle = list.idle {
      json.key("cpu_pressure_cause")
      let cause = CPUPressureCause(of: row.slot, in: snapshot, idle: idle)
      if let cause { json.text(cause.rawValue) } else { json.null() }
    }
    if metrics.contains(Catalogue.id("io.devices")) { devices(snapshot.devices(row.slot), &json) }
  }

  private func devices(_ flows: [DeviceFlow], _ json: inout JSONText) {
    json.key("devices")
    json.array { json in
      for flow in flows {
        json.object { json in
          json.key("device")
          json.text("\(flow.device)")
          json.key("name")
          json.text(flow.name)
          for (name, value) in flow.figures {
            json.key(name)
            json.packed(value)
          }
        }
      }
    }
  }

  private func figures(
    _ slot: Int, _ path: GroupPath, _ snapshot: Snapshot, _ metrics: [MetricID], _ json: inout JSONText
  ) {
    json.key("figures")
    json.object { json in
      for metric in metrics {
        json.key(Catalogue[metric].name)
        value(metric, slot, snapshot, &json)
      }
    }
    json.key("absent")
    json.object { json in
      for metric in metrics {
        guard case .missing(let missing) = snapshot.figure(metric, slot) else { continue }
        if [.group, .text].contains(Catalogue[metric].unit), snapshot.text(metric, slot) != nil { continue }
        json.key(Catalogue[metric].name)
        reason(missing, path, &json)
      }
    }
  }

  private func value(_ metric: MetricID, _ slot: Int, _ snapshot: Snapshot, _ json: inout JSONText) {
    switch Catalogue[metric].unit {
    case .group, .text:
      if let text = snapshot.text(metric, slot) { json.text(text) } else { json.null() }
    case .flag:
      if let number = snapshot.number(metric, slot) { json.bool(number > 0) } else { json.null() }
    default:
      switch snapshot.figure(metric, slot) {
      case .number(let number): json.figure(number)
      case .max: json.text("max")
      case .missing: json.null()
      }
    }
  }

  /// A file that is not there is asked for: the library knows which ancestor lacks the controller.
  private func reason(_ missing: Missing, _ path: GroupPath, _ json: inout JSONText) {
    if missing.reason == .noFile, let declared = missing.file?.row, let group = try? hierarchy.group(path) {
      return json.absence(group.whyAbsent(declared.row, declared.controller), of: group)
    }
    json.object { json in
      json.key("reason")
      json.text(missing.code)
      json.key("meaning")
      json.text(missing.meaning)
    }
  }

  private static func time(_ nanoseconds: UInt64) -> String {
    var out: [UInt8] = []
    Timestamp.print(nanoseconds: nanoseconds, milliseconds: true, to: &out)
    return String(decoding: out, as: UTF8.self)
  }
}

extension JSONText {
  /// A figure: whole numbers without a point.
  mutating func figure(_ number: Double) {
    if number >= 0, number < 1.8e19, number.rounded() == number { self.number(UInt64(number)) } else { double(number) }
  }
}
