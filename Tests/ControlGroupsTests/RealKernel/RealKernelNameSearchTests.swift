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

    var met: [ByteText: [GroupPath]] = [:]
    var walk = try scratch.hierarchy.rootGroup().walk()
    while let step = walk.next() { if step.depth > 0 { met[step.name, default: []].append(step.path) } }
    #expect(met["leaf"]?.count == 3 && met["threaded"]?.count == 1 && met["gone"] == nil)
    for (name, paths) in met { #expect(try scratch.hierarchy.paths(named: [name]) == paths.sorted(), "\(name)") }
    #expect(try scratch.hierarchy.paths(named: ["gone"]).isEmpty)
  }
}
