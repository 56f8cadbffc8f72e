import ContainerIdentity
import ControlGroups
import Testing

/// A trail says of each group what the whole path says, whatever was asked before.
struct PathTrailTests {
  private static let all =
    (PathPatternTests.systemd + PathPatternTests.engines + PathPatternTests.kubernetes
    + PathPatternTests.nested + PathPatternTests.impostors + PathPatternTests.places).map(\.path)

  private func check(_ paths: [GroupPath]) {
    var trail = PathTrail()
    for path in paths { #expect(trail.propose(path) == PathPattern.propose(path), "\(path)") }
  }

  @Test func inTheOrderOfAWalk() throws {
    check(Set(try Self.all.flatMap { try Samples.path($0).selfAndAncestors }).sorted())
  }

  @Test func inAnyOrder() throws {
    let paths = try Self.all.map { try Samples.path($0) }
    check(paths)
    check(paths.reversed())
    var generator = Xorshift()
    for _ in 0..<50 { check(paths.shuffled(using: &generator)) }
  }

  @Test func aNameThatBeginsLikeAnotherIsNotAboveIt() throws {
    check(
      try ["/a", "/ab/c", "/a/b.slice", "/a/b.slic", "/", "/a/b.slice/c", "/a/b.slice/c"].map { try Samples.path($0) })
  }

  /// The same order each time.
  private struct Xorshift: RandomNumberGenerator {
    private var state: UInt64 = 88_172_645_463_325_252
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }
}
