/// Bytes and operations of block devices, summed over the lowest ones: what goes through a stacked device counts once.
enum IORows {
  private static func family(_ name: String, _ help: String) -> Family {
    Family("cgroup_io_\(name)_total", .counter, .io, help)
  }

  static let all: [Declaration] = [
    counter(.readBytes, "RBYTES", .bytes, "Bytes read", "read_bytes", from: " from the lowest block devices"),
    counter(.writtenBytes, "WBYTES", .bytes, "Bytes written", "written_bytes", from: " to the lowest block devices"),
    counter(
      .discardedBytes, "DBYTES", .bytes, "Bytes discarded", "discarded_bytes", from: " on the lowest block devices",
      isDefault: false),
    counter(.reads, "RIOS", .count, "Read operations", "reads", isDefault: false),
    counter(.writes, "WIOS", .count, "Write operations", "writes", isDefault: false),
    counter(.discards, "DIOS", .count, "Discard operations", "discards", isDefault: false),
    rate("io.read", ["rbytes"], "READ", .bytesPerSecond, "Bytes a second read."),
    rate("io.written", ["wbytes"], "WRITE", .bytesPerSecond, "Bytes a second written."),
    rate("io.bytes", ["rbytes", "wbytes"], "IO/s", .bytesPerSecond, "Bytes a second read and written."),
    rate("io.discarded", ["dbytes"], "DISC", .bytesPerSecond, "Bytes a second discarded."),
    rate("io.read_ops", ["rios"], "RIO/s", .perSecond, "Read operations a second."),
    rate("io.write_ops", ["wios"], "WIO/s", .perSecond, "Write operations a second."),
    rate("io.discard_ops", ["dios"], "DIO/s", .perSecond, "Discard operations a second."),
    Declaration(
      name: "io.devices", unit: .text, kind: .info,
      help:
        "Bytes a second read and written by device, the busiest first, stacked ones too (JSON has operations as well).",
      formula: .bySampler(files: [.ioStat]), title: "DEVICES", width: 24, format: .text),
    Declaration(
      name: "io.weight", unit: .weight, help: "Its default share of devices among its siblings.",
      formula: .value(.ioWeight), title: "IOWGT", width: 5, format: .count,
      series: Series(
        Family("cgroup_io_weight", .gauge, .io, "Its default weight among its siblings (io.weight)."), isDefault: false)
    ),
    Declaration(
      name: "io.guaranteed", unit: .ratio,
      help:
        "The share of devices' time that the default of its io.weight gives it if all its siblings are busy, and theirs.",
      formula: .bySampler(files: [.ioWeight]), title: "IOGUAR", width: 6, format: .percent,
      series: Series(
        Family(
          "cgroup_io_guaranteed_ratio", .gauge, .io,
          "The share of devices' time that its default weight, and those above it, give it if all siblings are busy (io.weight)."
        ), isDefault: false)),
  ]

  /// By device: what io.stat counts, and the settings of io.max and io.latency. Their families have `device_` in the name, so
  /// that no sum takes these and those over the lowest devices.
  static let keyed: [KeyedMetric] = [
    byDevice(.readBytes, .bytes, "Bytes read", "read_bytes"),
    byDevice(.writtenBytes, .bytes, "Bytes written", "written_bytes"),
    byDevice(.discardedBytes, .bytes, "Bytes discarded", "discarded_bytes"),
    byDevice(.reads, .count, "Read operations", "reads"),
    byDevice(.writes, .count, "Write operations", "writes"),
    byDevice(.discards, .count, "Discard operations", "discards"),
    limit("rbps", .bytesPerSecond, "bytes read", "read_limit_bytes"),
    limit("wbps", .bytesPerSecond, "bytes written", "write_limit_bytes"),
    limit("riops", .perSecond, "read operations", "read_limit_operations"),
    limit("wiops", .perSecond, "write operations", "write_limit_operations"),
    KeyedMetric(
      .ioLatency, "target", of: .disk, .microseconds,
      "The latency that it is to have: siblings with a laxer one are slowed for it.",
      Family(
        "cgroup_io_device_latency_target_seconds", .gauge, .io,
        "The latency that it is to have, by device (io.latency target)."),
      scale: 1e-6),
  ]

  private static func byDevice(
    _ counter: DeviceCounter, _ unit: Metric.Unit, _ help: String, _ name: String
  ) -> KeyedMetric {
    let key = counter.rawValue
    return KeyedMetric(
      .ioStat, key, of: .disk, unit, "\(help), on stacked devices too.",
      family("device_\(name)", "\(help), by device, stacked ones as well (io.stat \(key))."))
  }

  private static func limit(_ key: String, _ unit: Metric.Unit, _ what: String, _ name: String) -> KeyedMetric {
    KeyedMetric(
      .ioMax, key, of: .disk, unit, "Its own limit of \(what) a second.",
      Family(
        "cgroup_io_device_\(name)_per_second", .gauge, .io,
        "Its own limit of \(what) a second, by device (io.max \(key)); absent when max."))
  }

  private static func counter(
    _ counter: DeviceCounter, _ title: String, _ unit: Metric.Unit, _ help: String, _ name: String, from: String = "",
    isDefault: Bool = true
  ) -> Declaration {
    let key = counter.rawValue
    return Declaration(
      name: "io.stat.\(key)", unit: unit, kind: .counter, help: "\(help).", formula: .value(.ioStat, key), title: title,
      width: 6, format: unit == .bytes ? .bytes : .count,
      series: Series(family(name, "\(help)\(from) (io.stat \(key))."), isDefault: isDefault))
  }

  private static func rate(
    _ name: String, _ keys: [String], _ title: String, _ unit: Metric.Unit, _ help: String
  ) -> Declaration {
    Declaration(
      name: name, unit: unit, help: help, formula: .rate(keys.map { RawKey(.ioStat, $0) }, scale: 1), title: title,
      width: 5, format: unit == .bytesPerSecond ? .rate : .count)
  }
}
