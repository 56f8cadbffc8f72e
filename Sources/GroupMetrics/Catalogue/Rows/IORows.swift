/// Bytes and operations of block devices, summed over the lowest ones: what goes through a stacked device counts once.
enum IORows {
  private static func family(_ name: String, _ help: String) -> Family {
    Family("cgroup_io_\(name)_total", .counter, .io, help)
  }

  static let all: [Declaration] = [
    counter(
      "rbytes", "RBYTES", .bytes, "Bytes read.",
      Series(family("read_bytes", "Bytes read from the lowest block devices (io.stat rbytes)."))),
    counter(
      "wbytes", "WBYTES", .bytes, "Bytes written.",
      Series(family("written_bytes", "Bytes written to the lowest block devices (io.stat wbytes)."))),
    counter(
      "dbytes", "DBYTES", .bytes, "Bytes discarded.",
      Series(
        family("discarded_bytes", "Bytes discarded on the lowest block devices (io.stat dbytes)."), isDefault: false)),
    counter(
      "rios", "RIOS", .count, "Read operations.",
      Series(family("reads", "Read operations (io.stat rios)."), isDefault: false)),
    counter(
      "wios", "WIOS", .count, "Write operations.",
      Series(family("writes", "Write operations (io.stat wios)."), isDefault: false)),
    counter(
      "dios", "DIOS", .count, "Discard operations.",
      Series(family("discards", "Discard operations (io.stat dios)."), isDefault: false)),
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
  ]

  private static func counter(
    _ key: String, _ title: String, _ unit: Metric.Unit, _ help: String, _ series: Series
  ) -> Declaration {
    Declaration(
      name: "io.stat.\(key)", unit: unit, kind: .counter, help: help, formula: .value(.ioStat, key), title: title,
      width: 6, format: unit == .bytes ? .bytes : .count, series: series)
  }

  private static func rate(
    _ name: String, _ keys: [String], _ title: String, _ unit: Metric.Unit, _ help: String
  ) -> Declaration {
    Declaration(
      name: name, unit: unit, help: help, formula: .rate(keys.map { RawKey(.ioStat, $0) }, scale: 1), title: title,
      width: 5, format: unit == .bytesPerSecond ? .rate : .count)
  }
}
