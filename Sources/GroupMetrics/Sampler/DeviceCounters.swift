package import ControlGroups

/// What one block device did for one group in an interval. Rates are packed (`Figure.packed`).
package struct DeviceFlow: Sendable {
  package var device: DeviceNumber
  /// As the kernel names it; its numbers where sysfs does not tell.
  package var name: ByteText
  /// Bytes a second.
  package var read: Double
  package var written: Double
  package var discarded: Double
  /// Operations a second.
  package var readOperations: Double
  package var writeOperations: Double
  package var discardOperations: Double

  /// As JSON names them.
  package var figures: KeyValuePairs<String, Double> {
    [
      "read": read, "written": written, "discarded": discarded, "read_ops": readOperations,
      "write_ops": writeOperations, "discard_ops": discardOperations,
    ]
  }
}

/// io.stat by device and group, of two samples. Only where somebody asked: sums need none of it.
struct DeviceCounters {
  static let metric = Catalogue.id("io.devices")

  private struct Counters {
    var device: DeviceNumber
    var values: InlineArray<6, UInt64>
  }

  private let hierarchy: Hierarchy
  private var names: [DeviceNumber: ByteText] = [:]
  private var now: [[Counters]] = []
  private var before: [[Counters]] = []
  /// By slot: samples in a row in which the file was read, 2 for more: a device counts from 0 where its group was read
  /// without it.
  private var reads: [UInt8] = []
  /// By slot, computed.
  private(set) var figures: [[DeviceFlow]] = []

  init(_ hierarchy: Hierarchy) { self.hierarchy = hierarchy }

  mutating func grow(to slots: Int) {
    now.append(contentsOf: repeatElement([], count: slots - now.count))
    before.append(contentsOf: repeatElement([], count: slots - before.count))
    reads.append(contentsOf: repeatElement(0, count: slots - reads.count))
    figures.append(contentsOf: repeatElement([], count: slots - figures.count))
  }

  /// Another group has the slot, or its file is not read.
  mutating func clear(_ slot: Int) {
    reads[slot] = 0
    now[slot].removeAll(keepingCapacity: true)
    before[slot].removeAll(keepingCapacity: true)
    figures[slot].removeAll(keepingCapacity: true)
  }

  /// Takes in a group's io.stat. Its two samples are exchanged here, so that one that is not read keeps what it had.
  mutating func take(_ text: Span<UInt8>, _ slot: Int) {
    swap(&now[slot], &before[slot])
    reads[slot] = min(reads[slot] + 1, 2)
    now[slot].removeAll(keepingCapacity: true)
    var position = 0
    while position < text.count {
      if var device = DeviceNumber.scan(text, &position) {
        var values: InlineArray<6, UInt64> = .init(repeating: 0)
        while scanByte(text, &position, UInt8(ascii: " ")) {
          // Of several the last (`LowestDevices.sums`).
          if position < text.count, isDigit(text[position]), let next = DeviceNumber.scan(text, &position) {
            device = next
            continue
          }
          let counter = Self.counter(text, &position)
          if let counter, let value = scanDecimal(text, &position) {
            values[counter.place] = value
          } else {
            _ = scanToken(text, &position)
          }
        }
        now[slot].append(Counters(device: device, values: values))
      }
      _ = scanLine(text, &position)
    }
  }

  private static func counter(_ text: Span<UInt8>, _ position: inout Int) -> DeviceCounter? {
    if scanLiteral(text, &position, "rbytes=") { return .readBytes }
    if scanLiteral(text, &position, "wbytes=") { return .writtenBytes }
    if scanLiteral(text, &position, "dbytes=") { return .discardedBytes }
    if scanLiteral(text, &position, "rios=") { return .reads }
    if scanLiteral(text, &position, "wios=") { return .writes }
    return scanLiteral(text, &position, "dios=") ? .discards : nil
  }

  /// Computes the rates of a group over its interval (a NaN with the reason where there is none).
  mutating func compute(_ slot: Int, _ interval: Double) {
    figures[slot].removeAll(keepingCapacity: true)
    for counters in now[slot] {
      let old = before[slot].first { $0.device == counters.device }
      func rate(_ counter: DeviceCounter) -> Double {
        if interval.isNaN { return interval }
        if reads[slot] < 2 { return Missing(.firstSample).packed }
        // A device that was not there before did nothing until then.
        let from = old?.values[counter.place] ?? 0
        let to = counters.values[counter.place]
        return to < from ? Missing(.wentDown).packed : Double(to - from) / interval
      }
      figures[slot].append(
        DeviceFlow(
          device: counters.device, name: name(counters.device), read: rate(.readBytes), written: rate(.writtenBytes),
          discarded: rate(.discardedBytes), readOperations: rate(.reads), writeOperations: rate(.writes),
          discardOperations: rate(.discards)))
    }
  }

  /// From now on every device is asked anew.
  mutating func forgetNames() { names.removeAll(keepingCapacity: true) }

  private mutating func name(_ device: DeviceNumber) -> ByteText {
    if let known = names[device] { return known }
    let name = device.name(in: hierarchy)
    names[device] = name
    return name
  }
}

extension Sampler {
  /// `vda 3.1M/12K dm-0 3.1M/12K`, the busiest first; the number is bytes a second over all.
  func devices() {
    guard reader.byDevice != nil else { return }
    var shown = texts[DeviceCounters.metric] ?? []
    shown.append(contentsOf: repeatElement(nil, count: table.entries.count - shown.count))
    let column = plan.files.first { $0.file == .ioStat }?.columns.first
    for index in reader.fresh.indices {
      let slot = reader.fresh[index]
      shown[slot] = nil
      if let column, evaluation.now[column][slot].isNaN,
        [.noFile, .permission, .unreadable].contains(Missing(packed: evaluation.now[column][slot]).reason)
      {
        evaluation.result[slot] = evaluation.now[column][slot]
        reader.byDevice?.clear(slot)
        continue
      }
      reader.byDevice?.compute(slot, evaluation.interval[slot])
      let flows = reader.byDevice?.figures[slot] ?? []
      let rates = flows.map { $0.read.isNaN ? $0.read : $0.written.isNaN ? $0.written : $0.read + $0.written }
      let sum = rates.reduce(0.0) { $0.isNaN || $1.isNaN ? ($0.isNaN ? $0 : $1) : $0 + $1 }
      evaluation.result[slot] = evaluation.interval[slot].isNaN ? evaluation.interval[slot] : sum
      guard !evaluation.result[slot].isNaN else { continue }
      var text: [UInt8] = []
      for place in flows.indices.filter({ rates[$0] > 0 }).sorted(by: { rates[$0] > rates[$1] }) {
        if !text.isEmpty { text.append(UInt8(ascii: " ")) }
        text.append(contentsOf: flows[place].name.bytes)
        text.append(UInt8(ascii: " "))
        CellText.print(.number(flows[place].read), .rate, to: &text)
        text.append(UInt8(ascii: "/"))
        CellText.print(.number(flows[place].written), .rate, to: &text)
      }
      shown[slot] = ByteText(text.isEmpty ? [UInt8(ascii: "0")] : text)
    }
    texts[DeviceCounters.metric] = shown
  }
}
