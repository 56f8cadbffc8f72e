import ContainerIdentity
import ControlGroups

/// What reads names: state that engines and hostile users write, paths, and what is typed.
extension ParserCheck {
  static let names = [containerJSON, groupIdentity, targetName]

  /// Nothing in it may trap, hang, or grow past its input.
  private static let containerJSON = ParserCheck(
    name: "container-json", files: ["containers.json", "config.v2.json", "config.json", "passwd"]
  ) { bytes in
    readContainerJSON(bytes)
    return nil
  }

  /// A path with no state on disk: what it proposes, and that it is found by what it says one types.
  private static let groupIdentity = ParserCheck(name: "group-identity", files: []) { bytes in
    guard let path = GroupPath(bytes) else { return nil }
    var resolver = IdentityResolver(EmptyState()) { _ in 0 }
    let found = resolver.identify(path)
    if let row = found.belongsTo, !row.contains(path) { return "\(path) belongs to \(row), which is not above it" }
    guard found.isRow, let target = found.identity.target else { return nil }
    guard let typed = TargetName.parse(target) else { return "\(path) has an empty target" }
    return typed.matches(found.identity, path: path) ? nil : "\(path) does not answer to \(target)"
  }

  /// What is typed is read as some form, and the second reading of it is no third.
  private static let targetName = ParserCheck(name: "target-name", files: []) { bytes in
    guard let name = TargetName.parse(ByteText(bytes)) else { return bytes.isEmpty ? nil : "no target" }
    _ = name.matches(Identity(kind: .container, engine: .docker, name: "web"), path: .root)
    guard let second = name.unescaped else { return nil }
    return second.text.bytes.count < bytes.count ? nil : "\(second.text) is no shorter"
  }

  private struct EmptyState: StateFiles {
    func read(_ file: StatePath, most: Int) throws(StateFailure) -> (bytes: [UInt8], stamp: StateStamp) {
      throw .absent
    }
    func stamp(_ file: StatePath) throws(StateFailure) -> StateStamp { throw .absent }
  }
}
