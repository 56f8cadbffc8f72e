import ControlGroups
import Testing

@testable import GroupMetrics

/// /proc/diskstats: the numbers of each device, and which devices sums count.
struct DiskSampleTests {
  private static func lowest(_ names: [DeviceNumber: ByteText]) -> [DeviceNumber: DiskKind] {
    names.mapValues { _ in .lowest }
  }

  @Test func everyFieldHasItsPlace() {
    var sample = HostSample()
    let text = " 254       0 vda 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n"
    sample.parseDisks(Array(text.utf8).span, kinds: Self.lowest)
    let disk = sample.disks.first
    #expect(sample.disks.count == 1)
    #expect(disk?.device == DeviceNumber(major: 254, minor: 0))
    #expect(disk?.name == "vda")
    #expect(disk?.reads == 1)
    #expect(disk?.readSectors == 3)
    #expect(disk?.readTime == 4)
    #expect(disk?.writes == 5)
    #expect(disk?.writtenSectors == 7)
    #expect(disk?.writeTime == 8)
    #expect(disk?.inFlight == 9)
    #expect(disk?.busyTime == 10)
    #expect(disk?.queueTime == 11)
    #expect(disk?.discards == 12)
    #expect(disk?.discardedSectors == 14)
  }

  @Test func anOldKernelHasNoDiscards() {
    var sample = HostSample()
    sample.parseDisks(Array("8 0 sda 1 2 3 4 5 6 7 8 9 10 11\n".utf8).span, kinds: Self.lowest)
    #expect(sample.disks.first?.queueTime == 11)
    #expect(sample.disks.first?.discards == 0)
  }

  @Test func kindsAreAskedOnlyWhereTheDevicesChanged() {
    var sample = HostSample()
    var asked = 0
    func kinds(_ names: [DeviceNumber: ByteText]) -> [DeviceNumber: DiskKind] {
      asked += 1
      return names.mapValues { $0 == "dm-0" ? .stacked : .lowest }
    }
    sample.parseDisks(Array("8 0 sda 1 0 0 0 0 0 0 0 0 0 0\n".utf8).span, kinds: kinds)
    sample.parseDisks(Array("8 0 sda 2 0 0 0 0 0 0 0 0 0 0\n".utf8).span, kinds: kinds)
    #expect(asked == 1)
    #expect(sample.disks.map(\.reads) == [2])
    sample.parseDisks(
      Array("8 0 sda 3 0 0 0 0 0 0 0 0 0 0\n253 0 dm-0 9 0 0 0 0 0 0 0 0 0 0\n".utf8).span, kinds: kinds)
    #expect(asked == 2)
    #expect(sample.disks.map(\.reads) == [3, 9])
    #expect(sample.disks.map(\.kind) == [.lowest, .stacked])
    sample.parseDisks(Array("253 0 dm-0 9 0 0 0 0 0 0 0 0 0 0\n".utf8).span, kinds: kinds)
    #expect(sample.disks.map(\.name) == ["dm-0"])
  }

  /// Found by fuzzing: the number of a device that is gone was given to another, which kept the old one's name and kind.
  @Test func anotherDeviceMayHaveTheNumberOfOneThatIsGone() {
    var sample = HostSample()
    func kinds(_ names: [DeviceNumber: ByteText]) -> [DeviceNumber: DiskKind] {
      names.mapValues { $0 == "loop1" ? .stacked : .lowest }
    }
    sample.parseDisks(Array("259 0 nvme0n1 7 0 0 0 0 0 0 0 0 0 0\n".utf8).span, kinds: kinds)
    let before = sample.disks[0]
    sample.parseDisks(Array("259 0 loop1 9 0 0 0 0 0 0 0 0 0 0\n".utf8).span, kinds: kinds)
    #expect(sample.disks.map(\.name) == ["loop1"])
    #expect(sample.disks.map(\.kind) == [.stacked])
    #expect(sample.disks.map(\.reads) == [9])
    #expect(!sample.disks[0].isSame(as: before))
  }

  @Test func aDeviceThatStandsTwiceCountsOnce() {
    var sample = HostSample()
    let text = Array("8 0 sda 1 0 0 0 0 0 0 0 0 0 0\n8 0 sda 5 0 0 0 0 0 0 0 0 0 0\n".utf8)
    for _ in 0..<2 {
      sample.parseDisks(text.span, kinds: Self.lowest)
      #expect(sample.disks.map(\.reads) == [1])
    }
  }

  @Test(arguments: [
    ("sda1", true), ("sda", false), ("nvme0n1", false), ("nvme0n1p2", true), ("mmcblk0p1", true), ("mmcblk0", false),
    ("dm-0", false), ("p1", false), ("1", false), ("sr0", false),
  ])
  func partitionsByName(name: String, isPartition: Bool) {
    let names: Set<ByteText> = ["sda", "sda1", "nvme0n1", "nvme0n1p2", "mmcblk0", "mmcblk0p1", "dm-0", "sr0"]
    #expect(DiskKinds.isPartition(ByteText(name), among: names) == isPartition)
  }

  @Test func stackedDevicesAreToldApart() {
    func kind(_ major: UInt32, _ name: ByteText, hasSlaves: Bool = false) -> DiskKind {
      DiskKinds.kind(DeviceNumber(major: major, minor: 0), name, isPartition: false, hasSlaves: hasSlaves)
    }
    #expect(kind(254, "vda") == .lowest)
    #expect(kind(7, "loop0") == .stacked)
    #expect(kind(9, "md0") == .stacked)
    #expect(kind(253, "dm-3") == .stacked)
    #expect(kind(252, "bcache0", hasSlaves: true) == .stacked)
    #expect(kind(1, "ram0") == .memory)
    #expect(kind(253, "zram0") == .memory)
  }
}
