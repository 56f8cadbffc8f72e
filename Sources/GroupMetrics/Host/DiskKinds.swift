internal import ControlGroups

/// Tells devices apart: which are counted in sums, and which stand for others.
struct DiskKinds {
  private let calls: any SystemCalls
  /// The directory that stands for /sys/block; nil where there is none to look at.
  private let directory: ByteText?

  init(_ hierarchy: Hierarchy) {
    calls = hierarchy.calls
    directory = Self.directory(hierarchy)
  }

  private static func directory(_ hierarchy: Hierarchy) -> ByteText? {
    let place = ByteText((hierarchy.systemRoot?.bytes ?? []) + Array("/sys/block".utf8))
    guard hierarchy.kind == .copy else { return magic(place, hierarchy.calls) == sysfs ? place : nil }
    return hierarchy.systemRoot == nil || magic(place, hierarchy.calls) == nil ? nil : place
  }

  /// SYSFS_MAGIC (include/uapi/linux/magic.h).
  private static let sysfs: UInt64 = 0x6265_6572

  private static func magic(_ directory: ByteText, _ calls: any SystemCalls) -> UInt64? {
    guard let descriptor = try? calls.openRoot(directory.bytes + [0]) else { return nil }
    defer { calls.close(descriptor) }
    return try? calls.magic(descriptor)
  }

  /// The kinds of all devices: by sysfs where it can be seen, else by their names.
  func kinds(_ names: [DeviceNumber: ByteText]) -> [DeviceNumber: DiskKind] {
    let all = Set(names.values)
    let whole = directory.flatMap { entries(of: $0) }.map(Set.init) ?? []
    return names.reduce(into: [:]) { $0[$1.key] = kind($1.key, $1.value, among: all, whole: whole) }
  }

  /// - Parameter whole: what sysfs lists: devices, not their partitions; empty where it cannot be seen.
  private func kind(
    _ device: DeviceNumber, _ name: ByteText, among names: Set<ByteText>, whole: Set<ByteText>
  ) -> DiskKind {
    guard let directory, !whole.isEmpty else {
      return Self.kind(device, name, isPartition: Self.isPartition(name, among: names), hasSlaves: false)
    }
    // A name with a slash has `!` for it in sysfs.
    let entry = ByteText(name.bytes.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "!") : $0 })
    guard whole.contains(entry), entry.bytes.first != UInt8(ascii: ".") else {
      return Self.kind(device, name, isPartition: true, hasSlaves: false)
    }
    let slaves = entries(of: ByteText(directory.bytes + [UInt8(ascii: "/")] + entry.bytes + Array("/slaves".utf8)))
    return Self.kind(device, name, isPartition: false, hasSlaves: slaves?.contains { $0 != "." && $0 != ".." } == true)
  }

  private func entries(of directory: ByteText) -> [ByteText]? { try? calls.names(inPlain: directory.bytes + [0]) }

  /// By what is known of a device. Numbers are fixed (Documentation/admin-guide/devices.txt): 1 ramdisk, 7 loop, 9 md,
  /// 147 drbd; device-mapper and zram have names of their own.
  static func kind(_ device: DeviceNumber, _ name: ByteText, isPartition: Bool, hasSlaves: Bool) -> DiskKind {
    if isPartition { return .partition }
    if device.major == 1 || name.bytes.starts(with: "zram".utf8) { return .memory }
    let isStacked = [7, 9, 147].contains(device.major) || name.bytes.starts(with: "dm-".utf8)
    return isStacked || hasSlaves ? .stacked : .lowest
  }

  /// By names alone: `sda1` beside `sda`, `nvme0n1p2` beside `nvme0n1`.
  static func isPartition(_ name: ByteText, among names: Set<ByteText>) -> Bool {
    let bytes = name.bytes
    var end = bytes.count
    while end > 0, isDigit(bytes[end - 1]) { end -= 1 }
    guard end > 0, end < bytes.count else { return false }
    if bytes[end - 1] == UInt8(ascii: "p"), end > 1, isDigit(bytes[end - 2]) {
      return names.contains(ByteText(Array(bytes[..<(end - 1)])))
    }
    return names.contains(ByteText(Array(bytes[..<end])))
  }
}
