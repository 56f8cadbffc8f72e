package import ControlGroups

/// What a person typed for one or more groups: a path, a name with or without its prefixes, or a pattern over them.
///
/// What the screen shows as a name is what one types. `.`, `self` and `pid:N` name no identity: whoever reads the
/// command line takes them first.
package struct TargetName: Hashable, Sendable {
  /// The forms that a target has.
  package enum Form: Hashable, Sendable {
    /// `/system.slice/x.service`
    case path
    /// `docker:web`, `alice/podman:ci`
    case engine(Identity.Engine, name: ByteText, user: ByteText?)
    /// `machine:x`
    case machine(name: ByteText, user: ByteText?)
    /// `k8s:ns/pod/container`; without a container, all of the pod.
    case kubernetes(namespace: ByteText, pod: ByteText, container: ByteText?)
    /// `bob/session-7`, `alice/app-firefox`, `alice/x.service`
    case owned(user: ByteText, name: ByteText)
    /// `web`, `nginx.service`
    case bare
    /// Something with `*`, `?` or `[` in it, over targets, names and paths.
    case pattern
  }

  /// How well a group answers to it; the best that any group reaches is the one that counts.
  package enum Strength: Int, Comparable, Sendable {
    /// It is its target or its path.
    case exact
    /// It is its name, unit or last part without the prefix.
    case name
    /// It is the beginning of its id, or its name without `.service` or `app-`; or the pattern takes it.
    case loose
    /// It is the last part of a group inside a container or unit.
    case inner

    package static func < (left: Strength, right: Strength) -> Bool { left.rawValue < right.rawValue }
  }

  /// As typed.
  package let text: ByteText
  package let form: Form

  /// Reads what was typed; nil for nothing at all.
  package static func parse(_ text: ByteText) -> TargetName? {
    text.bytes.isEmpty ? nil : TargetName(text: text, form: form(text))
  }

  private static func form(_ text: ByteText) -> Form {
    if text.bytes.contains(where: { Array("*?[".utf8).contains($0) }) { return .pattern }
    if text.bytes.first == Byte.slash { return .path }
    if let rest = rest(of: text, behind: "k8s:") {
      let parts = rest.bytes.split(separator: Byte.slash, omittingEmptySubsequences: false).map { ByteText(Array($0)) }
      if parts.count == 2 || parts.count == 3, parts.allSatisfy({ !$0.bytes.isEmpty }) {
        return .kubernetes(namespace: parts[0], pod: parts[1], container: parts.count == 3 ? parts[2] : nil)
      }
      return .bare
    }
    var user: ByteText?
    var name = text
    if let slash = text.bytes.firstIndex(of: Byte.slash) {
      user = ByteText(Array(text.bytes[..<slash]))
      name = ByteText(Array(text.bytes[(slash + 1)...]))
      // A relative path of more parts is none of the forms; the last part may still be a group's.
      if name.bytes.isEmpty || name.bytes.contains(Byte.slash) { return .bare }
    }
    if let machine = rest(of: name, behind: "machine:") { return .machine(name: machine, user: user) }
    for engine in Identity.Engine.allCases {
      if let container = rest(of: name, behind: engine.rawValue + ":") {
        return .engine(engine, name: container, user: user)
      }
    }
    return user.map { .owned(user: $0, name: name) } ?? .bare
  }

  private static func rest(of text: ByteText, behind prefix: String) -> ByteText? {
    guard text.bytes.starts(with: prefix.utf8), text.bytes.count > prefix.utf8.count else { return nil }
    return ByteText(Array(text.bytes.dropFirst(prefix.utf8.count)))
  }

  /// The second reading of it, with each `\xHH` undone: names are printed so. Nil where it is the same.
  package var unescaped: TargetName? {
    let second = text.unescaped
    return second == text ? nil : TargetName.parse(second)
  }

  /// Whether a group answers to it, as typed.
  package func matches(_ identity: Identity, path: GroupPath) -> Bool { strength(identity, path: path) != nil }
}
