import ControlGroups
import ControlGroupsTesting
import Testing

/// From the kernel's errno to the sentence with its remedy.
struct RefusalTests {
  let tree = FakeTree()

  init() {
    tree.group("/", ["cgroup.controllers": "cpu memory io\n", "cgroup.subtree_control": "cpu memory io\n"])
    tree.group(
      "/", ["cpuset.cpus.effective": "0-3\n", "cpuset.mems.effective": "0\n", "misc.capacity": "sev 8\ntdx 3\n"])
    tree.group(
      "/web",
      [
        "cgroup.type": "domain\n", "cgroup.procs": "7\n8\n9\n10\n", "cgroup.controllers": "cpu memory\n",
        "cgroup.subtree_control": "cpu memory\n", "cpu.idle": "1\n", "cpu.max": "max 100000\n",
        "cpu.max.burst": "60000\n", "hugetlb.2MB.current": "4194304\n", "cgroup.threads": "",
      ])
    tree.group("/web/below", ["cgroup.subtree_control": "memory\n", "cgroup.procs": ""])
    tree.plain("/sys/dev/block/8:1/partition", "1\n")
    tree.plain("/sys/dev/block/8:1/../dev", "8:0\n")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let text: String
    let error: ErrorNumber
    let says: String
    var testDescription: String { "\(file) \(text) \(error.name)" }
  }

  static let cases: [Case] = [
    Case(
      file: "cgroup.subtree_control", text: "+memory", error: .busy,
      says:
        "the group itself holds 4 processes (7, 8, 9, …), and a group with controllers for its children may not; move"
        + " them into a group below first: mkdir /sys/fs/cgroup/web/leaf, then write each id to its cgroup.procs"),
    Case(
      file: "cgroup.subtree_control", text: "-memory", error: .busy,
      says: "/web/below still enables it; disable it there first: echo -CONTROLLER >"
        + " /sys/fs/cgroup/web/below/cgroup.subtree_control"),
    Case(
      file: "cgroup.subtree_control", text: "+io", error: .noEntry,
      says: "the group does not have io to hand down; enable it above first, from the top: echo '+io' >"
        + " /sys/fs/cgroup/cgroup.subtree_control"),
    Case(
      file: "cgroup.subtree_control", text: "+foo", error: .invalid,
      says:
        "\"+foo\" names no controller of this kernel; write some of /sys/fs/cgroup/web/cgroup.controllers, each with"
        + " + or -"),
    Case(
      file: "cgroup.procs", text: "12", error: .busy,
      says:
        "the group enables cpu, memory for its children, so it holds no processes itself; move it into a group below"),
    Case(file: "cgroup.procs", text: "12", error: .noProcess, says: "there is no process 12"),
    Case(
      file: "cgroup.procs", text: "12", error: .noEntry,
      says:
        "process 12, or the group, is outside of this cgroup namespace; do it from outside of the namespace, as root of"
        + " the host"),
    Case(file: "cgroup.procs", text: "2", error: .invalid, says: "2 is a thread of the kernel that stays where it is"),
    Case(
      file: "cgroup.procs", text: "12", error: .noSpace,
      says: "the group has no CPU or no memory node to run on; give it cpuset.cpus and cpuset.mems first"),
    Case(
      file: "cpu.weight", text: "100", error: .invalid,
      says: "cpu.idle is 1: an idle group has no weight; write 0 to cpu.idle first"),
    Case(
      file: "cpu.max", text: "50000 100000", error: .invalid,
      says:
        "the quota of \"50000 100000\" is under cpu.max.burst, 60000; lower cpu.max.burst first, or write a quota of at"
        + " least 60000"),
    Case(
      file: "cpu.max.burst", text: "200000", error: .invalid,
      says: "\"200000\" is above the quota of cpu.max, max 100000; raise cpu.max first, or write less"),
    Case(
      file: "cpuset.cpus", text: "0-99", error: .outOfRange,
      says: "\"0-99\" names what this machine does not have; write some of 0-3"),
    Case(
      file: "cpuset.mems", text: "5", error: .invalid,
      says: "\"5\" names what this machine does not have; write some of 0"),
    Case(
      file: "cpuset.cpus", text: "", error: .noSpace,
      says: "the group holds processes and cannot be left without a list of its own; write what the parent has instead:"
        + " 0-3"),
    Case(
      file: "hugetlb.2MB.max", text: "2097152", error: .busy,
      says: "more is in use than 2097152: 4194304 bytes; free some first, or write a limit that is not below"),
    Case(
      file: "misc.max", text: "gpu 4", error: .invalid, says: "there is no gpu here; write sev or tdx"),
    Case(
      file: "io.max", text: "8:77 rbps=100", error: .noDevice,
      says: "there is no device 8:77; list disks with their numbers: lsblk -d -o NAME,MAJ:MIN"),
    Case(
      file: "io.max", text: "8:1 rbps=100", error: .noDevice,
      says: "8:1 is a partition: limits are on the whole disk, 8:0; write 8:0"),
    Case(
      file: "io.max", text: "8:0 rbps=1", error: .invalid,
      says: "\"8:0 rbps=1\" is out of range; write 2 or more: kernels before about 7.0 take no 1"),
    Case(
      file: "memory.reclaim", text: "1048576", error: .tryAgain,
      says: "not all of 1048576 bytes could be reclaimed; what could, was; ask for less, or see what it got:"
        + " weir reclaim /web 1048576"),
    Case(
      file: "io.weight", text: "254:0 300", error: .notSupported,
      says: "io.weight is not in force on device 254:0; put weights in force on it: echo '254:0 enable=1' >"
        + " /sys/fs/cgroup/io.cost.qos"),
    Case(
      file: "memory.max", text: "4096", error: .accessDenied,
      says: "this user may not write it: it belongs to user 0; run it as root, or as the file's owner"),
    Case(
      file: "memory.max", text: "4096", error: .readOnly,
      says:
        "the hierarchy is mounted read-only here; remount it: mount -o remount,rw /sys/fs/cgroup; a container needs it"
        + " granted from outside"),
    Case(file: "memory.max", text: "4096", error: .tooBig, says: "the text is longer than the kernel takes"),
    Case(
      file: "memory.high", text: "4096", error: .interrupted,
      says: "a signal came before the kernel was done; part of the work may be; try again"),
    Case(
      file: "pids.max", text: "5", error: .outOfRange, says: "\"5\" is out of range; write 0 to 4194304, or max"),
    Case(
      file: "cgroup.kill", text: "1", error: .notSupported,
      says: "a threaded group is not killed on its own: its processes belong to the domain above; kill the group whose"
        + " cgroup.type is `domain threaded`"),
    Case(
      file: "memory.low", text: "5", error: .noMemory, says: "the kernel refuses \"5\": out of memory (ENOMEM)"),
  ]

  @Test(arguments: cases) func anErrnoBecomesItsSentence(_ item: Case) throws {
    let entry = try #require(InterfaceTable.entry(named: item.file))
    if tree.text("/web", item.file) == nil { tree.set("/web", item.file, entry.row.standard.map { $0 + "\n" } ?? "") }
    let error = item.error
    tree.answer("/web", item.file) { _ throws(ErrorNumber) in throw error }
    let thrown = #expect(throws: ControlGroupError.self) {
      try tree.hierarchy().group("/web").write(named: item.file, text: ByteText(item.text))
    }
    #expect(thrown?.description == "\(item.file) of /web: \(item.says)")
  }

  @Test func theRootOfANamespace() throws {
    tree.setMachineRoot(false)
    tree.group("/", ["memory.max": "max\n"])
    tree.answer("/", "memory.max") { _ throws(ErrorNumber) in throw .notPermitted }
    let error = #expect(throws: ControlGroupError.self) { try tree.hierarchy().rootGroup().memory.max.write(.max) }
    guard case .refused(let refusal)? = error else { throw error ?? .vanished(.root) }
    #expect(refusal.reason == .namespaceRoot && refusal.error == .notPermitted)
  }

  @Test func deviceAndGroupBothSayENODEV() throws {
    tree.set("/web", "io.max", "")
    let group = try tree.hierarchy().group("/web")
    tree.answer("/web", "io.max") { [tree] _ throws(ErrorNumber) in
      tree.remove("/web")
      throw .noDevice
    }
    #expect(throws: ControlGroupError.vanished(group.path)) { try group.write(named: "io.max", text: "8:77 rbps=100") }
  }
}
