import ControlGroups
import ControlGroupsTesting
import Testing

@testable import GroupMetrics

/// The kernel's log as the memory of kills. The first two records are Linux 6.12's.
struct OomLogTests {
  static let container =
    "6,1021,48211733,-;oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=docker-aa.scope,mems_allowed=0,"
    + "oom_memcg=/system.slice/docker-aa.scope,task_memcg=/system.slice/docker-aa.scope,task=dd,pid=1300,uid=0\n"
  static let machine =
    "6,1022,48300000,-;oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,"
    + "task_memcg=/user.slice/hog.scope,task=hog,pid=7,uid=1000\n"

  private func parse(_ text: String) -> OomLogEntry? {
    let bytes = Array(text.utf8)
    return OomLog.parse(bytes.span)
  }

  @Test func victimAndLimit() {
    #expect(
      parse(Self.container)
        == OomLogEntry(
          microseconds: 48_211_733, victim: at("/system.slice/docker-aa.scope"),
          limit: at("/system.slice/docker-aa.scope")))
    #expect(
      parse(Self.machine)
        == OomLogEntry(microseconds: 48_300_000, victim: at("/user.slice/hog.scope"), limit: nil))
  }

  @Test func bytesOfNamesAreUndone() {
    let entry = parse(
      #"6,1,5,-;oom-kill:constraint=X,oom_memcg=/a\x5cx2db,task_memcg=/a\x5cx2db/\xff,task=x,pid=1,uid=0"#)
    #expect(entry?.limit == GroupPath(Array("/a\\x2db".utf8)))
    #expect(entry?.victim == GroupPath(Array("/a\\x2db/".utf8) + [0xFF]))
  }

  @Test(arguments: [
    // Names that hold what looks like a field.
    "6,1,5,-;oom-kill:constraint=X,oom_memcg=/a,task_memcg=/a,task_memcg=/b,task=x,pid=1,uid=0",
    "6,1,5,-;oom-kill:constraint=X,oom_memcg=/a,task_memcg=/a,task=x,task=y,pid=1,uid=0",
    "6,1,5,-;oom-kill:constraint=X,cpuset=,oom_memcg=/b,global_oom,task_memcg=/a,task=x,pid=1,uid=0",
    // What a program wrote, other records, and half a record.
    "14,1,5,-;oom-kill:constraint=X,oom_memcg=/a,task_memcg=/a,task=x,pid=1,uid=0",
    "6,1,5,-;usb 1-1: new device", "6,1,5,-;oom-kill:constraint=X,oom_memcg=/a,task_memcg=/a", "", "6", "6,1,5,-;",
    "6,1,5,-;oom-kill:x,oom_memcg=a,task_memcg=/a,task=x,pid=1,uid=0",
  ])
  func whatIsNoKillOrMayBeForged(_ text: String) { #expect(parse(text) == nil) }

  @Test func readsTheLogToItsEnd() throws {
    let tree = FakeTree()
    #expect(OomLog.read(try tree.hierarchy()) == nil)
    tree.plain("/dev/kmsg", Self.container)
    #expect(OomLog.read(try tree.hierarchy())?.count == 1)
    tree.setMachineRoot(false)
    #expect(OomLog.read(try tree.hierarchy()) == nil)
  }
}
