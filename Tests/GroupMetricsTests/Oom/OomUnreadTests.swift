import ControlGroups
import Testing

@testable import GroupMetrics

/// Kills of groups that went before a watch could read their last notice.
struct OomUnreadTests {
  static let web = "/s/web"

  /// A group comes, is killed and goes, and the watch comes too late to read its file.
  private func unread(_ path: String, in tree: inout OomTree, kills: Bool = true) -> WatchedOom {
    tree.add(path)
    var told = tree.told(path, tree.inode(path), kills: 0, limit: nil)
    told.isUnread = true
    if kills { tree.kill(path, limit: path) }
    tree.remove(path)
    return told
  }

  @Test func whoWentUnreadHadWhatNobodyElseCanHaveHad() {
    var (tree, tracker) = OomTree.begin("/s/a")
    // Three lives of a container, of which one was too short.
    let told = [
      tree.brief(Self.web, limit: Self.web), unread(Self.web, in: &tree), tree.brief(Self.web, limit: Self.web),
    ]
    #expect(tracker.tick(tree, watched: told).map(\.certainty) == [.watched, .watched])
    // It might be told of yet.
    let second = tracker.tick(tree, watched: [])
    #expect(second.map(\.certainty) == [.inferred] && second.map(\.name) == ["web"])
    #expect(second.map(\.culprit) == [.own(at(Self.web))])
    #expect(tracker.count("web") == 3 && tracker.count("s") == 0)
  }

  @Test func ofTwoThatWentUnreadNobodySaysWhich() {
    var (tree, tracker) = OomTree.begin()
    let told = [unread(Self.web, in: &tree), unread("/s/other", in: &tree, kills: false)]
    #expect(tracker.tick(tree, watched: told).isEmpty)
    let kills = tracker.tick(tree, watched: [])
    #expect(kills.map(\.certainty) == [.below] && kills.map(\.name) == ["s"])
  }

  @Test func oneWithoutANameMayHaveBeenItToo() {
    var (tree, tracker) = OomTree.begin()
    var other = unread("/s/run-1.scope", in: &tree)
    other.name = nil
    let told = [other, unread(Self.web, in: &tree, kills: false)]
    #expect(tracker.tick(tree, watched: told).isEmpty)
    #expect(tracker.tick(tree, watched: []).map(\.name) == ["s"])
  }

  @Test func whoWentUnreadIsTheOneThatWasListed() {
    var (tree, tracker) = OomTree.begin(Self.web)
    var told = tree.told(Self.web, tree.inode(Self.web), kills: 0, limit: nil)
    (told.isUnread, told.name) = (true, "its id")
    tree.kill(Self.web, limit: Self.web)
    tree.remove(Self.web)
    #expect(tracker.tick(tree, watched: [told]).isEmpty)
    #expect(tracker.tick(tree, watched: []).map(\.name) == ["web"])
  }

  @Test func aNoticeThatIsToldLateCountsToo() {
    var (tree, tracker) = OomTree.begin()
    let told = unread(Self.web, in: &tree)
    #expect(tracker.tick(tree, watched: []).isEmpty)
    #expect(tracker.tick(tree, watched: [told]).map(\.name) == ["web"])
  }

  @Test func whoWentUnreadIsNotBlamedLater() {
    var (tree, tracker) = OomTree.begin()
    let told = unread(Self.web, in: &tree, kills: false)
    for watched in [[told], [], []] { #expect(tracker.tick(tree, watched: watched).isEmpty) }
    _ = tree.brief("/s/other", limit: "/s/other")
    #expect(tracker.tick(tree, watched: []).isEmpty)
    #expect(tracker.tick(tree, watched: []).map(\.name) == ["s"])
  }

  @Test func aScopeAndItsInnerGroupAreOne() {
    var (tree, tracker) = OomTree.begin()
    tree.add("/s/pod.scope")
    let scope = tree.inode("/s/pod.scope")
    _ = tracker.tick(tree, watched: [])
    // The inner group is not sampled, and the engine has forgotten its name.
    tree.kill("/s/pod.scope", limit: "/s/pod.scope")
    var outer = tree.told("/s/pod.scope", scope, kills: 0, limit: nil)
    outer.isUnread = true
    tree.remove("/s/pod.scope")
    var inner = WatchedOom(
      path: at("/s/pod.scope/container"), inode: 4711, above: [scope] + outer.above, row: at("/s/pod.scope"), name: nil,
      kills: 0)
    for name in [nil, "its id"] as [ByteText?] {
      inner.isUnread = true
      inner.name = name
      var tracker = tracker
      #expect(tracker.tick(tree, watched: [outer, inner]).isEmpty)
      #expect(tracker.tick(tree, watched: []).map(\.name) == ["pod.scope"])
    }
  }

  @Test func ofACrowdNobodySaysWhich() {
    var (tree, tracker) = OomTree.begin()
    let told = (0..<20).map { unread("/s/\($0)", in: &tree, kills: $0 == 19) }
    let evidence = { (one: OomCandidate) in one.name == "3" || one.name == "s" ? OomEvidence.unknown : .notKilled }
    #expect(tracker.tick(tree, watched: told, evidence).isEmpty)
    #expect(tracker.tick(tree, watched: [], evidence).map(\.name) == ["s"])
  }
}
