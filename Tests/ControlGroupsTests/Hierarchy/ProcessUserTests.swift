import ControlGroups
import ControlGroupsTesting
import Testing

struct ProcessUserTests {
  @Test func isTheRealOne() throws {
    let tree = FakeTree()
    tree.plain(
      "/proc/77/status", "Name:\tUid: 5\nUmask:\t0022\nState:\tS (sleeping)\nUid:\t1001\t0\t0\t0\nGid:\t5\t5\t5\t5\n")
    tree.plain("/proc/78/status", "Name:\tsh\n")
    tree.plain("/proc/79/status", "Uid:\t99999999999\t0\t0\t0\n")
    let hierarchy = try tree.hierarchy()
    #expect(hierarchy.user(ofProcess: 77) == 1001)
    #expect(hierarchy.user(ofProcess: 78) == nil)
    #expect(hierarchy.user(ofProcess: 79) == nil)
    #expect(hierarchy.user(ofProcess: 80) == nil)
  }
}
