import ControlGroups
import ControlGroupsTesting
import Testing

/// A write is checked, done once and read back.
struct PutTests {
  let tree = FakeTree()
  let calls: ScriptedCalls

  init() {
    calls = ScriptedCalls(tree)
    tree.group("/web", ["memory.max": "max\n", "cpu.max": "max 100000\n", "cpuset.cpus": "\n", "io.max": ""])
    tree.group("/web", ["memory.current": "4096\n", "cgroup.events": "populated 0\nfrozen 0\n"])
  }

  private func group() throws -> ControlGroup { try Hierarchy.live(calls).group("/web") }

  @Test func oneWriteAndWhatStoodBefore() throws {
    let group = try group()
    calls.reset()
    let written = try group.memory.max.write(.at(.mebibytes(512)))
    #expect(calls.counts[.write] == 1)
    #expect(written.before == .max)
    #expect(written.kept == .at(.mebibytes(512)))
    #expect(written.isAsAsked && written.report.adjustment == nil && !written.report.isUnchanged)
    #expect(tree.text("/web", "memory.max") == "536870912\n")
    #expect(tree.openDescriptors == 2)
  }

  @Test func whatTheKernelKeptIsSaid() throws {
    tree.answer("/web", "memory.max") { text throws(ErrorNumber) in
      guard let bytes = UInt64(text) else { throw .invalid }
      return "\(bytes / 4096 * 4096)\n"
    }
    let written = try group().memory.max.write(.at(.bytes(1_000_000)))
    #expect(written.kept == .at(.bytes(999_424)))
    #expect(!written.isAsAsked)
    #expect(written.report.adjustment == "the kernel rounds down to whole pages: 1000000 became 999424")
  }

  @Test func aNumberTooLargeToCountIsNoLimit() throws {
    tree.answer("/web", "memory.max") { _ throws(ErrorNumber) in "max\n" }
    let written = try group().memory.max.write(.at(.bytes(.max)))
    #expect(written.kept == .max)
    #expect(written.report.adjustment?.contains("no limit") == true)
  }

  @Test func emptyTextNeverReachesTheKernel() throws {
    let group = try group()
    calls.reset()
    for text in ["", "\n", " ", "\0"] {
      let error = #expect(throws: ControlGroupError.self) { try group.write(named: "memory.max", text: ByteText(text)) }
      guard case .refused(let refusal)? = error, case .value(let fault) = refusal.reason else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(fault.kind == .empty)
      #expect(refusal.error == nil)
    }
    #expect(calls.counts[.write] == nil)
    #expect(tree.text("/web", "memory.max") == "max\n")
  }

  @Test func byNameThroughTheSameChecks() throws {
    let report = try group().write(named: "cpu.max", text: "50000\n")
    #expect(report.asked == "50000")
    #expect(report.before == "max 100000")
    tree.answer("/web", "cpu.max") { text throws(ErrorNumber) in "\(text) 100000\n" }
    #expect(try group().write(named: "cpu.max", text: "50000").isAsAsked)
  }

  @Test func anEmptyListIsAValue() throws {
    tree.set("/web", "cpuset.cpus", "0-1\n")
    let written = try group().cpuset.cpus.write(RangeList([]))
    #expect(written.isAsAsked && tree.text("/web", "cpuset.cpus") == "\n")
    #expect(try group().cpuset.cpus.write(RangeList([2...2, 0...1])).isAsAsked)
    #expect(tree.text("/web", "cpuset.cpus") == "0-2\n")
  }

  @Test func onlyKnownAndWritableFiles() throws {
    tree.set("/web", "memory.new", "1\n")
    let unknown = #expect(throws: ControlGroupError.self) { try group().write(named: "memory.new", text: "1") }
    #expect(unknown?.message == "memory.new of /web: weir knows no such file, and writes only what it knows")
    let readOnly = #expect(throws: ControlGroupError.self) { try group().write(named: "memory.current", text: "1") }
    #expect(readOnly?.message == "memory.current of /web: the file is only read")
    #expect(tree.text("/web", "memory.current") == "4096\n")
  }

  @Test func anAbsentFileSaysWhy() throws {
    tree.group("/", ["cgroup.controllers": "cpu\n", "cgroup.subtree_control": "\n"])
    tree.group("/web", ["cgroup.controllers": "\n", "cgroup.type": "domain\n"])
    let error = #expect(throws: ControlGroupError.self) { try group().write(named: "cpu.weight", text: "100") }
    #expect(error?.absence == .controllerDisabled(.cpu, in: .root))
  }

  @Test func aGroupThatGoesDuringTheWrite() throws {
    let group = try group()
    calls.before(.write, at: 1) { [tree] in tree.remove("/web") }
    #expect(throws: ControlGroupError.vanished(group.path)) { try group.memory.max.write(.max) }
  }
}
