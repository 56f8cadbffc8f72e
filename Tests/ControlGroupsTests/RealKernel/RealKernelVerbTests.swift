import Testing

@testable import ControlGroups

/// Groups, processes and controllers, with the kernel's own answers.
@Suite("RealKernelVerbs", .enabled(if: RealKernel.isRoot), .serialized)
struct RealKernelVerbTests {
  @Test func createAndRemove() throws {
    let scratch = try ScratchGroup("create")
    let group = scratch.group
    let hostile = try group.create(ByteText([0x1B, 0xFF, UInt8(ascii: "\""), UInt8(ascii: " ")]))
    #expect(hostile.isAlive && hostile.id != group.id)
    #expect(refusal { _ = try group.create(hostile.path.name) }?.reason == .exists)
    #expect(refusal { _ = try group.create("memory.max") }?.reason == .exists)
    #expect(refusal { _ = try group.create(ByteText(String(repeating: "n", count: 4096))) }?.reason == .badName)
    try group.core.maxDepth.write(.at(Count(rawValue: 1)))
    let deep = refusal { _ = try hostile.create("deep") }
    #expect(deep?.reason == .tooManyGroups(file: "cgroup.max.depth", of: group.path, limit: 1))
    try group.core.maxDescendants.write(.at(Count(rawValue: 1)))
    let many = refusal { _ = try group.create("second") }
    #expect(many?.reason == .tooManyGroups(file: "cgroup.max.descendants", of: group.path, limit: 1))
    #expect(refusal { try group.remove() }?.reason == .hasChildren(1))
    let process = try TestProcess()
    try hostile.move(process: process.id)
    #expect(refusal { try hostile.remove() }?.reason == .populated(count: 1, some: [process.id]))
    try hostile.kill(within: RealKernel.patience)
    try group.remove(below: true, within: RealKernel.patience)
    #expect(!group.isAlive)
  }

  @Test func freezeAndThaw() throws {
    let scratch = try ScratchGroup("freeze")
    let inner = try scratch.child("inner", [])
    let process = try TestProcess("while :; do :; done")
    try inner.move(process: process.id)
    try process.go()
    try scratch.group.freeze(within: RealKernel.patience)
    #expect(try inner.core.events.read().frozen == Count(rawValue: 1))
    #expect(refusal { try inner.thaw() }?.reason == .frozenAbove(scratch.group.path))
    try scratch.group.thaw(within: RealKernel.patience)
    #expect(try inner.core.events.read().frozen == Count(rawValue: 0))
    // Frozen processes die too.
    try scratch.group.freeze(within: RealKernel.patience)
    #expect(try scratch.group.kill(within: RealKernel.patience) == 1)
    #expect(try scratch.group.core.events.read().populated == Count(rawValue: 0))
  }

  @Test func neverItself() throws {
    let own = try ControlGroup.current
    #expect(refusal { try own.freeze() }?.reason == .ownGroup)
    #expect(refusal { try own.kill() }?.reason == .ownGroup)
    #expect(try own.core.freeze.read() == Toggle(false))
  }

  @Test func killTakesThoseThatFork() async throws {
    let scratch = try ScratchGroup("kill")
    let process = try TestProcess("while :; do sleep 0.01 & done")
    try scratch.group.pids.max.write(.at(Count(rawValue: 50)))
    try scratch.group.move(process: process.id)
    try process.go()
    #expect(try scratch.group.kill(within: RealKernel.patience) >= 1)
    // A dead process counts until it is reaped.
    #expect(try await RealKernel.eventually { try scratch.group.pids.current.read() == Count(rawValue: 0) })
  }

  @Test func killWithoutCgroupKill() throws {
    let scratch = try ScratchGroup("oldkill")
    let inner = try scratch.child("inner", [])
    let processes = try (0..<5).map { _ in try TestProcess() }
    for process in processes { try inner.move(process: process.id) }
    try scratch.group.killOneByOne(until: scratch.group.deadline(RealKernel.patience), RealKernel.patience)
    #expect(try scratch.group.core.events.read().populated == Count(rawValue: 0))
    #expect(try scratch.group.core.freeze.read() == Toggle(false))
  }

  @Test func reclaim() async throws {
    let scratch = try ScratchGroup("reclaim")
    // Page cache of the group's own, which reclaim can have back.
    let file = "/var/tmp/weir-reclaim-\(LinuxCalls.shared.process)"
    let process = try TestProcess(
      "dd if=/dev/zero of=\(file) bs=1M count=32 conv=fsync; echo x > \(file).done; sleep 1000")
    try scratch.group.move(process: process.id)
    try process.go()
    #expect(
      try await RealKernel.eventually {
        (try? LinuxCalls.shared.contents(ofPlain: Array("\(file).done\0".utf8))) != nil
      })
    // A deadline that is over at once: the first part was asked for, and no more.
    let late = try scratch.group.reclaim(.mebibytes(16), within: 1)
    #expect(late.isLate && !late.isPartial, "\(late)")
    let got = try scratch.group.reclaim(.mebibytes(16))
    #expect(got.got ?? .bytes(0) >= .mebibytes(12), "\(got)")
    let all = try scratch.group.reclaim(.gibibytes(64))
    #expect(all.isPartial && all.after ?? .bytes(.max) < .mebibytes(64))
    try scratch.group.kill(within: RealKernel.patience)
    let cleanup = try TestProcess("rm -f \(file) \(file).done")
    try cleanup.go()
    #expect(try await RealKernel.eventually { !cleanup.isRunning })
  }

  @Test func moveAndItsRefusals() throws {
    let scratch = try ScratchGroup("move")
    let inner = try scratch.child("inner", [])
    let process = try TestProcess()
    let first = try inner.move(process: process.id)
    let own = try ControlGroup.current.path
    #expect(first.from == own && first.to == inner.path)
    #expect(try scratch.group.move(process: process.id).from == inner.path)
    let busy = refusal { try scratch.group.enable([.memory]) }
    #expect(busy?.reason == .processesInside(count: 1, some: [process.id]))
    let trap = refusal { try scratch.group.enable([.cpu, .pids]) }
    #expect(trap?.reason == .wouldTurnThreaded(scratch.group.path, count: 1))
    #expect(try scratch.group.core.type.read() == .known(.domain))
    try inner.move(process: process.id)
    try scratch.group.enable([.memory])
    let inside = refusal { try scratch.group.move(process: process.id) }
    #expect(inside?.error == .busy && inside?.reason == .holdsNoProcesses(["memory"]))
    try scratch.group.disable([.memory])
    try scratch.group.enable([.pids])
    #expect(
      refusal { try scratch.group.move(process: process.id) }?.reason
        == .wouldTurnThreaded(scratch.group.path, count: 0))
    #expect(refusal { try inner.move(process: 2) }?.reason == .kernelThread)
    #expect(refusal { try inner.move(process: 4_194_303) }?.reason == .noProcess)
  }

  @Test func controllersDownAPathAndBack() throws {
    let scratch = try ScratchGroup("enable")
    let middle = try scratch.group.create("middle")
    let leaf = try middle.create("leaf")
    let missing = refusal { try middle.enable([.memory]) }
    #expect(missing?.error == .noEntry && missing?.reason == .controllersMissing(["memory"]))
    let changes = try middle.enable([.memory, .pids], from: scratch.group.path)
    #expect(changes.map(\.group) == [scratch.group.path, middle.path])
    #expect(try leaf.memory.max.read() == .max)
    let held = refusal { try scratch.group.core.subtreeControl.write(disable: [.memory]) }
    #expect(held?.error == .busy && held?.reason == .childEnables(middle.path))
    #expect(try scratch.group.disable([.memory]).map(\.group) == [middle.path, scratch.group.path])
    #expect(try leaf.memory.max.readIfPresent() == nil)
  }

  @Test func threads() throws {
    let scratch = try ScratchGroup("threads")
    let domain = try scratch.child("domain", [.memory])
    #expect(refusal { try domain.makeThreaded() }?.error == .notSupported)
    try scratch.group.disable([.memory])
    let inner = try domain.create("threaded")
    try inner.makeThreaded()
    #expect(try domain.core.type.read() == .known(.domainThreaded))
    let process = try TestProcess()
    let stranger = refusal { try inner.move(thread: process.id) }
    #expect(stranger?.reason == .otherDomain)
    try domain.move(process: process.id)
    #expect(try inner.move(thread: process.id).to == inner.path)
    #expect(refusal { try inner.kill(within: 1) }?.reason == .threadedKill)
    let sibling = try domain.create("invalid")
    #expect(try sibling.core.type.read() == .known(.domainInvalid))
    #expect(refusal { try sibling.move(process: process.id) }?.reason == .domainInvalid(sibling.path))
    #expect(refusal { try inner.core.subtreeControl.write(enable: [.memory]) } != nil)
    try domain.kill(within: RealKernel.patience)
  }
}
