import Testing

@testable import ControlGroups

/// A walk on a kernel that makes and removes groups meanwhile, and over paths longer than it takes in one call.
@Suite("RealKernelWalk", .enabled(if: RealKernel.isRoot), .serialized)
struct RealKernelWalkTests {
  private func chain(_ scratch: ScratchGroup, _ names: [ByteText]) throws -> ControlGroup {
    var group = scratch.group
    for name in names { group = try group.create(name) }
    return group
  }

  @Test func aHundredLevels() throws {
    let scratch = try ScratchGroup("deep")
    let last = try chain(scratch, (1...100).map { "level-\($0)" })
    var met: [GroupPath] = []
    var walk = scratch.group.walk()
    while let step = walk.next() {
      #expect(step.failure == nil && step.depth == met.count)
      met.append(step.path)
    }
    #expect(met.count == 101 && met.last == last.path)
    #expect(try scratch.hierarchy.group(last.path).id == last.id)
    #expect(try scratch.hierarchy.paths(named: ["level-100"]) == [last.path])
    // As the kernel counts them.
    #expect(try scratch.group.core.stat.read().nrDescendants?.rawValue == 100)
  }

  @Test func pathsLongerThanTheKernelTakes() throws {
    let scratch = try ScratchGroup("long")
    let name = ByteText([UInt8](repeating: UInt8(ascii: "n"), count: 255))
    let last = try chain(scratch, Array(repeating: name, count: 20))
    #expect(last.path.bytes.count > 4096)
    var count = 0
    var walk = scratch.group.walk()
    while let step = walk.next() {
      #expect(step.failure == nil)
      count += 1
    }
    #expect(count == 21)
    let again = try scratch.hierarchy.group(last.path)
    #expect(again.id == last.id && again.isAlive)
    #expect(try again.core.type.read().word == .domain)
  }

  @Test func groupsThatComeAndGoAreNoFailure() async throws {
    let scratch = try ScratchGroup("churn")
    let still = try chain(scratch, ["still", "below"])
    let churn = Task.detached {
      var round = 0
      while !Task.isCancelled {
        round += 1
        guard let outer = try? scratch.group.create("churn-\(round)"), let inner = try? outer.create("inner") else {
          return
        }
        try? inner.remove()
        try? outer.remove()
      }
    }
    var seen = 0
    for _ in 0..<300 {
      var paths: [GroupPath] = []
      var walk = scratch.group.walk()
      while let step = walk.next() {
        #expect(step.failure == nil)
        paths.append(step.path)
      }
      #expect(paths.first == scratch.group.path && paths.contains(still.path))
      seen += paths.count - 3
      _ = try scratch.hierarchy.paths(named: ["inner"])
    }
    churn.cancel()
    await churn.value
    // Some were there while it looked, or nothing was tried.
    #expect(seen > 0)
  }
}
