#if os(Linux)
  import ControlGroupsTesting
  import Foundation
  import Testing

  @testable import ControlGroups

  /// A copy may be removed under who reads it, who goes on to hold it open.
  struct GoneRootTests {
    private func make(_ place: URL) throws {
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try Data("cpu\n".utf8).write(to: place.appending(path: "cgroup.controllers"))
    }

    @Test func aCopyIsGoneWhereItsPathLeadsElsewhere() throws {
      let place = URL.temporaryDirectory.appending(path: "weir-gone-\(UUID().uuidString)", directoryHint: .isDirectory)
      let aside = URL.temporaryDirectory.appending(path: "weir-aside-\(UUID().uuidString)", directoryHint: .isDirectory)
      defer { for one in [place, aside] { try? FileManager.default.removeItem(at: one) } }
      try make(place)
      let hierarchy = try Hierarchy.copy(at: ByteText(place.path))
      #expect(!hierarchy.isGone && hierarchy.hasRoot)
      try FileManager.default.moveItem(at: place, to: aside)
      #expect(hierarchy.isGone && !hierarchy.hasRoot)
      // Another one in its place is another.
      try make(place)
      #expect(hierarchy.isGone)
      try FileManager.default.removeItem(at: place)
      try FileManager.default.moveItem(at: aside, to: place)
      #expect(!hierarchy.isGone && hierarchy.hasRoot)
      // A directory that is there and holds no groups.
      try FileManager.default.removeItem(at: place.appending(path: "cgroup.controllers"))
      #expect(!hierarchy.isGone && !hierarchy.hasRoot)
      try FileManager.default.removeItem(at: place)
      #expect(hierarchy.isGone)
    }

    /// Too many open files tell nothing of the copy.
    @Test func whatCannotBeAskedIsThere() throws {
      let calls = ScriptedCalls(FakeTree())
      let live = try Hierarchy.live(calls)
      calls.reset()
      #expect(!live.isGone && calls.total == 0)
      let place = URL.temporaryDirectory.appending(path: "weir-gone-\(UUID().uuidString)", directoryHint: .isDirectory)
      defer { try? FileManager.default.removeItem(at: place) }
      try make(place)
      let real = ScriptedCalls(LinuxCalls.shared)
      let copy = try Hierarchy.copy(at: ByteText(place.path), real)
      real.fail(.openRoot, at: 1, with: .accessDenied)
      #expect(!copy.isGone)
      real.fail(.status, at: 1, with: .accessDenied)
      #expect(!copy.isGone)
    }
  }
#endif
