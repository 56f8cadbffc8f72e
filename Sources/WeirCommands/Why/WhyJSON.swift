internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// The report for a program (Documentation/schemas/why.schema.json).
struct WhyJSON {
  let report: WhyReport

  /// The version of the form; a change that would break a reader makes it another.
  static let schema = "weir.why/1"

  var text: [UInt8] {
    var json = JSONText()
    json.object { json in
      json.key("schema")
      json.text(Self.schema)
      json.key("interval")
      json.double((report.interval * 1e6).rounded() / 1e6)
      json.key("host")
      json.object(machine)
      json.key("groups")
      json.array { json in for row in report.rows { json.object { self.row(row, &$0) } } }
      json.key("oom_kills")
      json.array { json in for kill in report.past.kills { json.object { self.kill(kill, &$0) } } }
      json.key("count")
      json.number(UInt64(report.count))
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private func machine(_ json: inout JSONText) {
    json.key("label")
    json.text(report.scope.label)
    json.key("cpu_pressure_cause")
    if let cause = report.cpuCause { json.text(cause.rawValue) } else { json.null() }
    json.key("figures")
    json.object { json in
      for metric in HostMetric.all where metric.kind == .gauge {
        json.key(metric.name)
        figure(report.host.figure(metric.name), &json)
      }
    }
  }

  private func row(_ row: WhyReport.Row, _ json: inout JSONText) {
    json.key("path")
    json.text(ByteText(row.path.bytes))
    json.key("id")
    json.number(report.snapshot.groups[row.slot]?.inode ?? 0)
    json.key("target")
    json.text(row.target)
    json.key("kind")
    json.text(row.identity.kind.rawValue)
    if row.identity.isGuess {
      json.key("guess")
      json.bool(true)
    }
    json.key("causes")
    json.array { json in for (cause, advice) in row.causes { json.object { self.cause(cause, advice, &$0) } } }
    json.key("figures")
    json.object { json in
      for metric in VerdictMetric.all where ![.group, .text].contains(Catalogue[metric].unit) {
        json.key(Catalogue[metric].name)
        figure(report.snapshot.figure(metric, row.slot), &json)
      }
    }
    if let end = row.end {
      json.key("end")
      json.object(end.write)
    }
  }

  private func kill(_ kill: Kill, _ json: inout JSONText) {
    json.key("target")
    json.text(kill.target)
    json.key("victim")
    json.text(ByteText(kill.victim.bytes))
    json.key("count")
    json.number(UInt64(kill.count))
    json.key("seconds_ago")
    json.double(report.past.secondsAgo(kill))
    json.key("culprit")
    json.text(kill.culprit.word)
    json.key("limit_of")
    if let path = kill.culprit.path { json.text(ByteText(path.bytes)) } else { json.null() }
  }

  private func figure(_ figure: Figure?, _ json: inout JSONText) {
    switch figure {
    case .number(let number): json.double(number)
    case .max: json.text("max")
    case .missing, nil: json.null()
    }
  }

  private func cause(_ cause: Cause, _ advice: Advice, _ json: inout JSONText) {
    json.key("cause")
    json.text(cause.code)
    json.key("limit")
    if let binder = cause.binder {
      json.object { json in
        json.key("file")
        json.text(binder.file)
        json.key("set_by")
        json.text(ByteText(report.snapshot.groups[binder.slot]?.path.bytes ?? []))
        json.key("is_own")
        json.bool(binder.isOwn)
        json.key("value")
        if binder.limit.isFinite { json.double(binder.limit) } else { json.null() }
      }
    } else {
      json.null()
    }
    json.key("sentence")
    json.text(advice.sentence)
    json.key("command")
    if let command = advice.command { json.text(command) } else { json.null() }
  }
}
