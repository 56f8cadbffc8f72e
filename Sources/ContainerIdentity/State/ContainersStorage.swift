package import ControlGroups

/// The store that podman and CRI-O share: `GRAPHROOT/DRIVER-containers/containers.json` and, for containers that need not
/// outlive a boot, `volatile-containers.json` (seen: podman 5; containers/storage, containers.go).
package enum ContainersStorage {
  static let most = 16 << 20
  /// Storage drivers that have directories, the usual one first.
  static let drivers: [ByteText] = ["overlay", "vfs", "btrfs"]
  static let files: [ByteText] = ["containers.json", "volatile-containers.json"]

  /// Each container by its id; nil where the file is no such list.
  package static func parse(_ bytes: [UInt8]) -> [ByteText: StoredContainer]? {
    var scanner = JSONScanner(bytes)
    var found: [ByteText: StoredContainer] = [:]
    guard scanner.enterArray() else { return nil }
    while scanner.nextElement(), !scanner.isBroken {
      var id: ByteText?
      var container = StoredContainer()
      scanner.forEachKey { key, scanner in
        switch key {
        case "id": id = scanner.stringOrSkip()
        case "names":
          scanner.forEachElement { scanner in
            let name = scanner.stringOrSkip()
            container.name = container.name ?? name
          }
        case "metadata":
          if let text = scanner.stringOrSkip() { metadata(text.bytes, &container) }
        default: return false
        }
        return true
      }
      if let id { found[id] = container }
    }
    return scanner.isBroken ? nil : found
  }

  /// The engine's own words, JSON within a JSON string (podman: libpod/storage.go; CRI-O: internal/storage/runtime.go).
  private static func metadata(_ bytes: [UInt8], _ container: inout StoredContainer) {
    var scanner = JSONScanner(bytes)
    var words: [ByteText: ByteText] = [:]
    scanner.forEachKey { key, scanner in
      guard let value = scanner.string() else { return false }
      words[key] = value
      return true
    }
    container.image = words["image-name"]
    if container.name == nil { container.name = words["name"] }
    // CRI-O only; podman writes empty ones or none.
    container.pod = filled(words["pod-name"])
    container.namespace = filled(words["namespace"])
    if container.pod != nil, let own = filled(words["metadata-name"]) { container.name = own }
  }

  private static func filled(_ text: ByteText?) -> ByteText? { text?.bytes.isEmpty ?? true ? nil : text }

  /// Where the system's storage.conf puts users' own storage: a path with `$HOME`, `$USER` or `$UID` in it
  /// (containers-storage.conf(5), `rootless_storage_path`). The part before the first of them is the administrator's.
  static func rootless(
    _ pattern: ByteText, of user: UInt32, name: ByteText?, home: ByteText?
  ) throws(StateFailure) -> StatePath {
    var base: [UInt8] = []
    var rest: [ByteText] = []
    for part in pattern.bytes.split(separator: Byte.slash) {
      let isPlain = !part.contains(UInt8(ascii: "$"))
      switch String(decoding: part, as: UTF8.self) {
      case "$HOME" where base.isEmpty && rest.isEmpty, "${HOME}" where base.isEmpty && rest.isEmpty:
        guard let home else { throw .unknownHome }
        base = home.bytes
      case "$USER", "${USER}":
        guard let name else { throw .unknownHome }
        rest.append(name)
      case "$UID", "${UID}", "$EUID", "${EUID}": rest.append(ByteText("\(user)"))
      case _ where !isPlain: throw .leadsElsewhere
      default:
        // What stands in a home is the user's: no link is followed there.
        if rest.isEmpty, base != home?.bytes { base += [Byte.slash] + part } else { rest.append(ByteText(Array(part))) }
      }
    }
    guard !base.isEmpty else { throw .leadsElsewhere }
    return StatePath(ByteText(base), parts: rest, owner: user)
  }

  /// A value of storage.conf's `[storage]` table, `key = "value"`; nil where it sets none.
  package static func setting(_ key: String, _ bytes: [UInt8]) -> ByteText? {
    var isStorage = false
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let text = line.drop { $0 == 0x20 || $0 == 0x09 }
      if text.first == UInt8(ascii: "[") { isStorage = text.starts(with: "[storage]".utf8) }
      guard isStorage, text.starts(with: key.utf8) else { continue }
      let rest = text.dropFirst(key.utf8.count).drop { $0 == 0x20 || $0 == 0x09 }
      guard rest.first == UInt8(ascii: "=") else { continue }
      let value = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }
      guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = value.dropFirst().firstIndex(of: quote)
      else { continue }
      return ByteText(Array(value[value.index(after: value.startIndex)..<end]))
    }
    return nil
  }
}
