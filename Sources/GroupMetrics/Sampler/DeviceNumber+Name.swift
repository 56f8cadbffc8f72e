internal import ControlGroups

extension DeviceNumber {
  /// What the kernel calls a block device (/sys/dev/block/MAJ:MIN/uevent); its numbers where sysfs does not tell, and for a
  /// copied tree, whose devices are another machine's.
  func name(in hierarchy: Hierarchy) -> ByteText {
    if hierarchy.kind != .copy,
      let event = try? hierarchy.calls.contents(ofPlain: Array("/sys/dev/block/\(self)/uevent\0".utf8)),
      let line = event.split(separator: UInt8(ascii: "\n")).first(where: { $0.starts(with: "DEVNAME=".utf8) })
    {
      return ByteText(Array(line.dropFirst("DEVNAME=".utf8.count)))
    }
    return ByteText("\(self)")
  }
}
