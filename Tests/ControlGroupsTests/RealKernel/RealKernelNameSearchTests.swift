import Testing

@testable import ControlGroups

/// The search by directories relies on link counts and on cgroup.stat; a walk opens everything.
@Suite("RealKernelNameSearch", .enabled(if: RealKernel.isRoot), .serialized)
struct RealKernelNameSearchTests {
  @Test func itFindsWhatAWalkMeets() throws {
    let scratch = try ScratchGroup("search")
    for name in ["leaf", "outer", "threaded", "gone"] as [ByteText] { _ = try scratch.group.create(name) }
    let outer = try scratch.hierarchy.group(scratch.group.path.appending("outer"))
    for name in ["leaf", "inner"] as [ByteText] { _ = try outer.create(name) }
    _ = try scratch.hierarchy.group(outer.path.appending("inner")).create("leaf")
    try scratch.hierarchy.group(scratch.group.path.appending("threaded")).makeThreaded()
    try scratch.hierarchy.group(scratch.group.path.appending("gone")).remove()

    func met() throws -> [ByteText: [GroupPath]] {
      var met: [ByteText: [GroupPath]] = [:]
      var walk = try scratch.hierarchy.rootGroup().walk()
      while let step = walk.next() { if step.depth > 0 { met[step.name, default: []].append(step.path) } }
      return met
    }
    let before = try met()
    let found = try before.keys.map { ($0, try scratch.hierarchy.paths(named: [$0])) }
    // Services of the machine come and go meanwhile.
    let after = try met()
    let still = found.filter { before[$0.0] == after[$0.0] }
    for name in ["leaf", "outer", "inner", "threaded"] as [ByteText] { #expect(still.contains { $0.0 == name }) }
    #expect(before["leaf"]?.count == 3 && before["threaded"]?.count == 1 && before["gone"] == nil)
    for (name, paths) in still { #expect(before[name]?.sorted() == paths, "\(name)") }
    #expect(try scratch.hierarchy.paths(named: ["gone"]).isEmpty)
  }
}
