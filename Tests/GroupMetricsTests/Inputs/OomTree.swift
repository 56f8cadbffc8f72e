import ControlGroups

@testable import GroupMetrics

/// A tree of groups whose counters rise as the kernel's do: in the group itself, and in all above.
struct OomTree {
  struct Node {
    var path: GroupPath
    var inode: UInt64
    var row: GroupPath?
    var kills: UInt64? = 0
    var localKills: UInt64? = 0
    var hits: UInt64? = 0
    var localHits: UInt64? = 0
  }

  var nodes: [Node] = []
  var hostKills: UInt64? = 0
  private var nextInode: UInt64 = 2

  /// The machine's root has no counters.
  init(_ paths: String...) {
    nodes = [Node(path: .root, inode: 1, kills: nil, localKills: nil, hits: nil, localHits: nil)]
    for path in paths { add(path) }
  }

  mutating func add(_ path: String, row: String? = nil) {
    let path = GroupPath(path) ?? .root
    nodes.append(Node(path: path, inode: nextInode, row: row.flatMap { GroupPath($0) }))
    nodes.sort { $0.path < $1.path }
    nextInode += 1
  }

  mutating func remove(_ path: String) {
    let gone = GroupPath(path) ?? .root
    nodes.removeAll { gone.contains($0.path) }
  }

  /// A kill in `path`, because `limit` was hit; nil for the machine's memory.
  mutating func kill(_ path: String, limit: String?, count: UInt64 = 1) {
    let victim = GroupPath(path) ?? .root
    if let limit { hit(limit) }
    hostKills = hostKills.map { $0 + count }
    for index in nodes.indices {
      if nodes[index].path.contains(victim) { nodes[index].kills = nodes[index].kills.map { $0 + count } }
      if nodes[index].path == victim { nodes[index].localKills = nodes[index].localKills.map { $0 + count } }
    }
  }

  /// A limit is hit, which the kernel counts before it kills.
  mutating func hit(_ limit: String) {
    let limit = GroupPath(limit) ?? .root
    for index in nodes.indices {
      if nodes[index].path.contains(limit) { nodes[index].hits = nodes[index].hits.map { $0 + 1 } }
      if nodes[index].path == limit { nodes[index].localHits = nodes[index].localHits.map { $0 + 1 } }
    }
  }

  func inode(_ path: String) -> UInt64 { nodes.first { $0.path == GroupPath(path) }?.inode ?? 0 }

  /// What a watch tells of a group's own kills; as many as its node has, where none are given.
  func told(
    _ path: String, _ inode: UInt64, kills: UInt64? = nil, limit: String?, hasEnded: Bool = true
  ) -> WatchedOom {
    let path = GroupPath(path) ?? .root
    let above = path.selfAndAncestors.dropFirst().compactMap { one in nodes.first { $0.path == one }?.inode }
    return WatchedOom(
      path: path, inode: inode, above: above, name: path.name,
      kills: kills ?? nodes.first { $0.inode == inode }?.localKills ?? 0, limit: limit.flatMap { GroupPath($0) },
      hasEnded: hasEnded)
  }

  /// A group comes, is killed, and goes unless it stays; what a watch tells of it.
  mutating func brief(_ path: String, limit: String?, count: UInt64 = 1, stays: Bool = false) -> WatchedOom {
    add(path)
    kill(path, limit: limit, count: count)
    let told = told(path, inode(path), limit: limit, hasEnded: !stays)
    if !stays { remove(path) }
    return told
  }

  var groups: [OomGroup] {
    nodes.map { node in
      let parent = node.path.parent.flatMap { above in nodes.firstIndex { $0.path == above } }
      let row = node.row ?? node.path
      return OomGroup(
        path: node.path, inode: node.inode, parent: parent, row: row, name: row.isRoot ? "host" : row.name,
        kills: node.kills, localKills: node.localKills, hits: node.hits, localHits: node.localHits)
    }
  }
}

extension OomTree {
  /// A tree with one slice that a watching tracker has seen once.
  static func begin(_ paths: String...) -> (tree: OomTree, tracker: OomTracker) {
    var tree = OomTree("/s")
    for path in paths { tree.add(path) }
    var tracker = OomTracker()
    _ = tracker.tick(tree, watched: [])
    return (tree, tracker)
  }
}

extension OomTracker {
  /// The tick of the tree as it is.
  mutating func tick(
    _ tree: OomTree, watched: [WatchedOom]? = nil, _ evidence: (OomCandidate) -> OomEvidence = { _ in .unknown }
  ) -> [OomKill] {
    observe(tree.groups, hostKills: tree.hostKills, watched: watched, evidence: evidence)
  }
}

/// A path that a test wrote down.
func at(_ text: String) -> GroupPath {
  guard let path = GroupPath(text) else { preconditionFailure("\(text) is no path") }
  return path
}
