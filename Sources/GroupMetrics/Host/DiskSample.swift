package import ControlGroups

/// What a block device is, where figures of several are summed.
package enum DiskKind: String, Sendable {
  /// It lies on no other block device: sums count it.
  case lowest
  /// It lies on other devices or on files (device-mapper, md, loop), where the same work is counted.
  case stacked
  /// A part of a device that is counted whole.
  case partition
  /// It is memory (zram, ramdisks), no device.
  case memory
}

/// Raw numbers of one block device since boot (/proc/diskstats, Documentation/admin-guide/iostats.rst).
package struct DiskSample: Sendable, Equatable {
  package var device: DeviceNumber
  /// As the kernel names it, such as `nvme0n1`.
  package var name: ByteText
  package var kind: DiskKind
  package var reads: UInt64 = 0
  /// In sectors of 512 bytes, whatever the device's own are.
  package var readSectors: UInt64 = 0
  /// Milliseconds that reads took, summed over them.
  package var readTime: UInt64 = 0
  package var writes: UInt64 = 0
  package var writtenSectors: UInt64 = 0
  package var writeTime: UInt64 = 0
  /// Requests that are under way now.
  package var inFlight: UInt64 = 0
  /// Milliseconds in which at least one request was under way (io_ticks).
  package var busyTime: UInt64 = 0
  /// Milliseconds that requests were under way, summed over them.
  package var queueTime: UInt64 = 0
  package var discards: UInt64 = 0
  package var discardedSectors: UInt64 = 0

  package init(device: DeviceNumber, name: ByteText, kind: DiskKind) {
    self.device = device
    self.name = name
    self.kind = kind
  }

  /// Whether it is the same device as in another sample, and not one of another name that was given its number.
  func isSame(as other: DiskSample) -> Bool { device == other.device && name == other.name }
}

extension HostSample {
  /// /proc/diskstats, one line a device.
  ///
  /// - Parameter kinds: asked where other devices stand there than at the last reading.
  mutating func parseDisks(_ text: Span<UInt8>, kinds: ([DeviceNumber: ByteText]) -> [DeviceNumber: DiskKind]) {
    if updateDisks(text) { return }
    var found: [DiskSample] = []
    var names: [DeviceNumber: ByteText] = [:]
    var position = 0
    while position < text.count {
      if let (device, name) = Self.scanDisk(text, &position), names[device] == nil {
        let name = ByteText(text, name)
        names[device] = name
        found.append(DiskSample(device: device, name: name, kind: .lowest))
      }
      _ = scanLine(text, &position)
    }
    let kinds = kinds(names)
    for index in found.indices { found[index].kind = kinds[found[index].device] ?? .lowest }
    disks = found
    _ = updateDisks(text)
  }

  /// Puts the numbers into the known devices, with no allocation; false where other devices stand there.
  mutating func updateDisks(_ text: Span<UInt8>) -> Bool {
    disksMissing = nil
    var position = 0
    var index = 0
    while position < text.count {
      if let (device, name) = Self.scanDisk(text, &position) {
        // A device that stands there again was left out. A number is given anew once its device is gone.
        if index < disks.count, disks[index].device == device {
          let known = disks[index].name.bytes
          guard spells(text, name, known, known.indices) else { return false }
          disks[index].scanNumbers(text, &position)
          index += 1
        } else if !disks.prefix(index).contains(where: { $0.device == device }) {
          return false
        }
      }
      _ = scanLine(text, &position)
    }
    return index == disks.count
  }

  /// ` 254       0 vda`, up to the blank behind the name.
  private static func scanDisk(
    _ text: Span<UInt8>, _ position: inout Int
  ) -> (device: DeviceNumber, name: Range<Int>)? {
    skipBlanks(text, &position)
    guard let major = scanDecimal(text, &position), major <= UInt32.max else { return nil }
    skipBlanks(text, &position)
    guard let minor = scanDecimal(text, &position), minor <= UInt32.max,
      scanByte(text, &position, UInt8(ascii: " "))
    else { return nil }
    let name = scanToken(text, &position)
    return name.isEmpty ? nil : (DeviceNumber(major: UInt32(major), minor: UInt32(minor)), name)
  }
}

extension DiskSample {
  /// The numbers of a line, from the blank in front of the first. Old kernels have eleven; what is lacking is 0.
  fileprivate mutating func scanNumbers(_ text: Span<UInt8>, _ position: inout Int) {
    reads = Self.next(text, &position)
    _ = Self.next(text, &position)
    readSectors = Self.next(text, &position)
    readTime = Self.next(text, &position)
    writes = Self.next(text, &position)
    _ = Self.next(text, &position)
    writtenSectors = Self.next(text, &position)
    writeTime = Self.next(text, &position)
    inFlight = Self.next(text, &position)
    busyTime = Self.next(text, &position)
    queueTime = Self.next(text, &position)
    discards = Self.next(text, &position)
    _ = Self.next(text, &position)
    discardedSectors = Self.next(text, &position)
  }

  private static func next(_ text: Span<UInt8>, _ position: inout Int) -> UInt64 {
    skipBlanks(text, &position)
    return scanDecimal(text, &position) ?? 0
  }
}
