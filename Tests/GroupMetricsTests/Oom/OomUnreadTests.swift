import ControlGroups
import Testing

@testable import GroupMetrics

/// Kills of groups that went before a watch could read their last notice.
struct OomUnreadTests {
  static let web = "/s/web"

  /// A tree with one slice, seen once.
  private func begin(_ paths: String...) -> (tree: OomTree, tracker: OomTracker) {
    var tree = OomTree("/s")
    for path in paths { tree.add(path) }
    var tracker = OomTracker()
    _ = tracker.tick(tree, watched: [])
    return (tree, tracker)
  }

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
    var (tree, tracker) = begin("/s/a")
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
    var (tree, tracker) = begin()
    let told = [unread(Self.web, in: &tree), unread("/s/other", in: &tree, kills: false)]
    #expect(tracker.tick(tree, watched: told).isEmpty)
    let kills = tracker.tick(tree, watched: [])
    #expect(kills.map(\.certainty) == [.below] && kills.map(\.name) == ["s"])
  }

  @Test func oneWithoutANameMayHaveBeenItToo() {
    var (tree, tracker) = begin()
    var other = unread("/s/run-1.scope", in: &tree)
    other.name = nil
    let told = [other, unread(Self.web, in: &tree, kills: false)]
    #expect(tracker.tick(tree, watched: told).isEmpty)
    #expect(tracker.tick(tree, watched: []).map(\.name) == ["s"])
  }

  @Test func whoWentUnreadIsTheOneThatWasListed() {
    var (tree, tracker) = begin(Self.web)
    var told = tree.told(Self.web, tree.inode(Self.web), kills: 0, limit: nil)
    (told.isUnread, told.name) = (true, "its id")
    tree.kill(Self.web, limit: Self.web)
    tree.remove(Self.web)
    #expect(tracker.tick(tree, watched: [told]).isEmpty)
    #expect(tracker.tick(tree, watched: []).map(\.name) == ["web"])
  }

  @Test func aNoticeThatIsToldLateCountsToo() {
    var (tree, tracker) = begin()
    let told = unread(Self.web, in: &tree)
    #expect(tracker.tick(tree, watched: []).isEmpty)
    #expect(tracker.tick(tree, watched: [told]).map(\.name) == ["web"])
  }

  @Test func whoWentUnreadIsNotBlamedLater() {
    var (tree, tracker) = begin()
    let told = unread(Self.web, in: &tree, kills: false)
    for watched in [[told], [], []] { #expect(tracker.tick(tree, watched: watched).isEmpty) }
    _ = tree.brief("/s/other", limit: "/s/other")
    #expect(tracker.tick(tree, watched: []).isEmpty)
    #expect(tracker.tick(tree, watched: []).map(\.name) == ["s"])
  }
}
