package import ControlGroups

/// Which block devices lie on no other: what a stacked one (device-mapper, md, loop) does is counted below it already.
/// Those in memory (zram, ram disks) are no disks: what is swapped to them waits for no device.
package struct LowestDevices {
  private let hierarchy: Hierarchy
  private var known: [DeviceNumber: Bool] = [:]
  /// The device of the last line, asked for again and again.
  private var last: (device: DeviceNumber, isLowest: Bool)?

  package init(_ hierarchy: Hierarchy) { self.hierarchy = hierarchy }

  /// io.stat's counters, over the lowest devices.
  struct Sums {
    var rbytes: UInt64 = 0
    var wbytes: UInt64 = 0
    var rios: UInt64 = 0
    var wios: UInt64 = 0
    var dbytes: UInt64 = 0
    var dios: UInt64 = 0
  }

  /// Adds up a text of io.stat. Fields that it does not know, and broken lines, are passed by.
  mutating func sums(_ text: Span<UInt8>) -> Sums {
    var sums = Sums()
    var position = 0
    while position < text.count {
      if let device = DeviceNumber.scan(text, &position) {
        var isCounted = contains(device)
        while scanByte(text, &position, UInt8(ascii: " ")) {
          // Some kernels before 5.17 leave lines without figures open: what follows is the last device's.
          if position < text.count, isDigit(text[position]) {
            isCounted = DeviceNumber.scan(text, &position).map { contains($0) } ?? false
          } else if !isCounted {
            _ = scanToken(text, &position)
          } else if scanLiteral(text, &position, "rbytes=") {
            Self.add(text, &position, &sums.rbytes)
          } else if scanLiteral(text, &position, "wbytes=") {
            Self.add(text, &position, &sums.wbytes)
          } else if scanLiteral(text, &position, "rios=") {
            Self.add(text, &position, &sums.rios)
          } else if scanLiteral(text, &position, "wios=") {
            Self.add(text, &position, &sums.wios)
          } else if scanLiteral(text, &position, "dbytes=") {
            Self.add(text, &position, &sums.dbytes)
          } else if scanLiteral(text, &position, "dios=") {
            Self.add(text, &position, &sums.dios)
          } else {
            _ = scanToken(text, &position)
          }
        }
      }
      _ = scanLine(text, &position)
    }
    return sums
  }

  @inline(__always)
  private static func add(_ text: Span<UInt8>, _ position: inout Int, _ sum: inout UInt64) {
    if let value = scanDecimal(text, &position) { sum = sum &+ value }
  }

  /// From now on every device is asked anew.
  mutating func forget() {
    known.removeAll(keepingCapacity: true)
    last = nil
  }

  package mutating func contains(_ device: DeviceNumber) -> Bool {
    if let last, last.device == device { return last.isLowest }
    let isLowest = known[device] ?? ask(device)
    known[device] = isLowest
    last = (device, isLowest)
    return isLowest
  }

  /// Ram disks, loop and md have fixed numbers (Documentation/admin-guide/devices.txt); those of zram and device-mapper
  /// are in /proc/devices.
  private func ask(_ device: DeviceNumber) -> Bool {
    if [1, 7, 9].contains(device.major) { return false }
    // A copied tree's devices are another machine's.
    if hierarchy.kind != .copy {
      if device.name(in: hierarchy).bytes.starts(with: "zram".utf8) { return false }
      let block = "/sys/dev/block/\(device)"
      if (try? hierarchy.calls.contents(ofPlain: Array("\(block)/dev\0".utf8))) != nil,
        let slaves = try? hierarchy.calls.names(inPlain: Array("\(block)/slaves\0".utf8))
      {
        return slaves.isEmpty
      }
    }
    let lines = (hierarchy.proc("devices") ?? []).split(separator: UInt8(ascii: "\n"))
    return !lines.contains { line in
      let words = line.split(separator: UInt8(ascii: " "))
      return words.count == 2 && ["device-mapper", "zram"].contains { words[1].elementsEqual($0.utf8) }
        && words[0].elementsEqual("\(device.major)".utf8)
    }
  }
}
