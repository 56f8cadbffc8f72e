import Testing

@testable import ControlGroups

struct MountInfoTests {
  @Test func readsOptionalFieldsAndOctalEscapes() {
    let text = """
      30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:9 master:3 - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot
      31 23 0:27 /../.. /mnt/my\\040dir rw - cgroup2 none rw

      """
    let mounts = MountEntry.parse(Array(text.utf8).span)
    #expect(mounts.count == 2)
    #expect(mounts[0].point == "/sys/fs/cgroup")
    #expect(mounts[0].superOptions == ["rw", "nsdelegate", "memory_recursiveprot"])
    #expect(mounts[1].root == "/../..")
    #expect(mounts[1].point == "/mnt/my dir")
  }

  @Test func theSourceMayBeEmpty() {
    let mounts = MountEntry.parse(Array("30 23 0:26 / /sys/fs/cgroup rw shared:9 - cgroup2  rw,nsdelegate\n".utf8).span)
    #expect(mounts.map(\.superOptions) == [["rw", "nsdelegate"]] && mounts.map(\.type) == ["cgroup2"])
  }

  @Test(arguments: ["", "\n", "x", "1 2 3 4 5 6 - a", "30 23 0:26 / /p rw - cgroup2"])
  func leavesOutWhatIsNoMount(_ text: String) { #expect(MountEntry.parse(Array(text.utf8).span).isEmpty) }
}
