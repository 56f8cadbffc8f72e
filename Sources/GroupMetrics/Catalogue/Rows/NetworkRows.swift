/// The network of a group with a network namespace of its own: what one of its processes sees (/proc/PID/net/dev).
enum NetworkRows {
  private static func family(_ name: String, _ help: String) -> Family {
    Family("cgroup_network_\(name)_total", .counter, .network, help)
  }

  static let all: [Declaration] = [
    counter(
      "rx_bytes", "RXBYTES", .bytes, "Bytes received by its own network namespace.",
      Series(family("receive_bytes", "Bytes received by its own network namespace."))),
    counter(
      "tx_bytes", "TXBYTES", .bytes, "Bytes sent by its own network namespace.",
      Series(family("transmit_bytes", "Bytes sent by its own network namespace."))),
    counter(
      "rx_packets", "RXPKTS", .count, "Packets received by its own network namespace.",
      Series(family("receive_packets", "Packets received by its own network namespace."), isDefault: false)),
    counter(
      "tx_packets", "TXPKTS", .count, "Packets sent by its own network namespace.",
      Series(family("transmit_packets", "Packets sent by its own network namespace."), isDefault: false)),
    rate("network.received", ["rx_bytes"], "RX", .bytesPerSecond, "Bytes a second received."),
    rate("network.sent", ["tx_bytes"], "TX", .bytesPerSecond, "Bytes a second sent."),
    rate("network.bytes", ["rx_bytes", "tx_bytes"], "NET", .bytesPerSecond, "Bytes a second received and sent."),
    rate("network.received_packets", ["rx_packets"], "RXP/s", .perSecond, "Packets a second received."),
    rate("network.sent_packets", ["tx_packets"], "TXP/s", .perSecond, "Packets a second sent."),
  ]

  private static func counter(
    _ key: String, _ title: String, _ unit: Metric.Unit, _ help: String, _ series: Series
  ) -> Declaration {
    Declaration(
      name: "network.\(key)", unit: unit, kind: .counter, help: help, formula: .value(.network, key), title: title,
      width: 6, format: unit == .bytes ? .bytes : .count, series: series)
  }

  private static func rate(
    _ name: String, _ keys: [String], _ title: String, _ unit: Metric.Unit, _ help: String
  ) -> Declaration {
    Declaration(
      name: name, unit: unit, help: help, formula: .rate(keys.map { RawKey(.network, $0) }, scale: 1), title: title,
      width: 5, format: unit == .bytesPerSecond ? .rate : .count)
  }
}
