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

  /// A path with no state on disk, and one whose ids docker knows all: what it proposes, and that it is found by what it
  /// says one types.
  private static let groupIdentity = ParserCheck(name: "group-identity", files: []) { bytes in
    guard let path = GroupPath(bytes) else { return nil }
    if let fault = identityFault(path, EmptyState()) { return fault }
    let holder = PathPattern.propose(path).perhaps
    return identityFault(path, DockersState(parent: holder?.parent ?? .root), isPartOf: holder)
  }

  /// - Parameter holder: the row that it must be, or be part of; nil for any.
  private static func identityFault(
    _ path: GroupPath, _ state: any StateFiles, isPartOf holder: GroupPath? = nil
  ) -> String? {
    var resolver = IdentityResolver(state) { _ in 0 }
    let found = resolver.identify(path)
    if let row = found.belongsTo, !row.contains(path) { return "\(path) belongs to \(row), which is not above it" }
    if let holder, found.row(at: path) != holder { return "\(path) is no part of docker's \(holder)" }
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

  /// Docker, which knows every id and put each into one parent; no other state.
  private struct DockersState: StateFiles {
    var parent: GroupPath

    func read(_ file: StatePath, most: Int) throws(StateFailure) -> (bytes: [UInt8], stamp: StateStamp) {
      let bytes: [UInt8]
      switch file.rest.last {
      case "config.v2.json": bytes = Array(#"{"Name":"/web","Config":{"Image":"x"},"State":{"Running":true}}"#.utf8)
      case "hostconfig.json": bytes = Array(#"{"CgroupParent":""#.utf8) + escaped + Array(#""}"#.utf8)
      default: throw .absent
      }
      return (bytes, StateStamp(inode: 1, size: UInt64(bytes.count)))
    }

    func stamp(_ file: StatePath) throws(StateFailure) -> StateStamp {
      throw file.rest.last == "containers" ? .notRegular : .absent
    }

    /// The parent as a text of JSON.
    private var escaped: [UInt8] {
      parent.bytes.flatMap { byte -> [UInt8] in
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
        case 0..<0x20: Array((byte < 16 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
        default: [byte]
        }
      }
    }
  }
}
